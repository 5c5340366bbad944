(ns clove.stream
  "Bytes that the host brings or takes when it can: bodies of HTTP, the input and output of processes. Whoever reads or writes
  waits, and other fibers go on meanwhile. with-open closes them; slurp, line-seq and clojure.java.io/reader read them, line-seq
  line by line as they come."
  (:require [clojure.java.io :as io]))

(defn incoming? "Whether bytes come in from x." [x] (-incoming? x))

(defn outgoing? "Whether bytes go out to x." [x] (-outgoing? x))

(defn read!
  "The next bytes of a stream, an array of one or more, once there are some; nil at its end."
  [in]
  (-read in))

(defn bytes!
  "All bytes that are left of a stream, as one array. Refused where they are more than the runtime may keep."
  [in]
  (loop [parts [] length 0]
    (if-let [part (-read in)]
      (let [length (+ length (alength part))]
        (-admit length)
        (recur (conj parts part) length))
      (-join (object-array parts) length))))

(defn text!
  "All text that is left of a stream, in an encoding, UTF-8 without one. Refused where it is more than the runtime may keep."
  ([in] (text! in nil))
  ([in encoding] (-decode (bytes! in) encoding)))

(defn- next-line [in encoding]
  (let [line (-next-line in encoding)]
    (if (identical? line :more) (recur in encoding) line)))

(defn lines
  "A lazy seq of the lines that are left of a stream, each read when it is first looked at; nil where there are none. encoding:
  UTF-8 without one; encodings of two bytes for each unit have no lines here."
  ([in] (lines in nil))
  ([in encoding]
   (when-let [line (next-line in encoding)]
     (cons line (lazy-seq (lines in encoding))))))

(defn- text-or-bytes [x encoding]
  (if (string? x) (-encode x encoding) x))

(defn write!
  "Sends x, a text or an array of bytes, and waits until more may come. Texts are encoded as UTF-8 unless an encoding is
  given."
  ([out x] (write! out x nil))
  ([out x encoding] (-write out (text-or-bytes x encoding))))

(defn copy!
  "Sends all that is left of one stream to another, piece by piece. Closes neither."
  [in out]
  (when-let [part (-read in)]
    (-write out part)
    (recur in out)))

(defn close!
  "Closes a stream. What was sent before still arrives; what was not read is given up."
  [stream]
  (.close stream))

(defn abort!
  "Gives up a stream that bytes go out to: whoever reads at its other end learns that it was broken off."
  [out]
  (-abort out))

(extend clove.stream.Incoming io/IOFactory
  (assoc io/default-streams-impl
         :make-reader (fn [in opts] (new java.io.StringReader (text! in (:encoding opts))))
         :make-input-stream (fn [in opts] (new java.io.ByteArrayInputStream (bytes! in)))))
