(ns clojure.string
  "Text. All of it is native, with halves in the core for what calls functions or walks lazy seqs."
  (:refer-clojure :exclude [replace reverse]))
