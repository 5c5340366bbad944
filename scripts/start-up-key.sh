# What a start-up snapshot is good for: one program of Node, on one machine. Read by `clove` and by the build.
start_up_key() {
  node=$(command -v node)
  printf '%s %s\n' "$(ls -Lil "$node")" "$(uname -n)"
}
