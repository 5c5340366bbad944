(try (into {} ",") (catch Throwable e [(class e) (ex-message e)]))
