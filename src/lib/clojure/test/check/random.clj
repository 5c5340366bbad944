(ns clojure.test.check.random
  "Splittable random numbers: a generator is a value, which gives one number, or two generators that have nothing to do
  with one another. The numbers are those of java.util.SplittableRandom, so that a seed means here what it means there."
  (:refer-clojure :exclude [unsigned-bit-shift-right]))

(defprotocol IRandom
  "Generators of random numbers. None of these functions changes one: the same question has the same answer."
  (rand-long [rng] "A long of chance.")
  (rand-double [rng] "A double of chance, from 0 to just below 1.")
  (split [rng] "Two generators, in a vector.")
  (split-n [rng n] "n generators, in a vector."))

(deftype JavaUtilSplittableRandom [gamma state]
  IRandom
  (rand-long [rng] (clojure.core/-mix-64 (unchecked-add gamma state)))
  (rand-double [rng] (clojure.core/-unit (clojure.core/-mix-64 (unchecked-add gamma state))))
  (split [rng]
    (let [seed (unchecked-add gamma state)
          end (unchecked-add gamma seed)]
      [(JavaUtilSplittableRandom. gamma end)
       (JavaUtilSplittableRandom. (clojure.core/-mix-gamma end) (clojure.core/-mix-64 seed))]))
  (split-n [rng n]
    (case n
      0 []
      1 [rng]
      (loop [state state made (transient [])]
        (if (= (count made) (dec n))
          (persistent! (conj! made (JavaUtilSplittableRandom. gamma state)))
          (let [seed (unchecked-add gamma state)
                end (unchecked-add gamma seed)]
            (recur end
                   (conj! made (JavaUtilSplittableRandom. (clojure.core/-mix-gamma end)
                                                          (clojure.core/-mix-64 seed))))))))))

(defn make-java-util-splittable-random
  "The generator that java.util.SplittableRandom is for that seed."
  [seed]
  (JavaUtilSplittableRandom. -7046029254386353131 (long seed)))

(defn make-random
  "A generator, by a seed (a long) or by chance."
  ([] (make-java-util-splittable-random (long (* (rand) 9007199254740992))))
  ([seed] (make-java-util-splittable-random seed)))
