(let [^double x (apply + nil)] [(* x 2) x])
