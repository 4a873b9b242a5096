"""What `./run`, `./test` and `.ci/run` do. Not part of the site: nothing in the site imports this."""
