(in-ns 'clojure.core)

;; Metadata of references: vars show where they are from, and have flags that follow it.

(-set-twin! meta
  (fn meta-twin [x]
    (cond
      (var? x) (-var-meta x)
      (-has-method? x 'meta) (.meta x)
      :else (-object-meta x))))

(defn reset-meta!
  "Replaces the metadata of a var, atom or namespace; the new metadata."
  [reference m]
  (-check-reference reference)
  (cond
    (not (or (nil? m) (map? m))) (-refuse-cast m "clojure.lang.IPersistentMap")
    (var? reference) (do (-var-flags! reference m) m)
    :else (-set-meta! reference m)))
