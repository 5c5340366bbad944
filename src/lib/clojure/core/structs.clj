(in-ns 'clojure.core)

;; Structs, which records have replaced: see also src/lib/natives/structs.ts.

(defmacro defstruct
  "Defines a basis for struct maps with these keys."
  [name & keys]
  (list 'def name (list* 'clojure.core/create-struct keys)))
