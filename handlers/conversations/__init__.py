"""A chat somebody shares: looked through, and the lines that matter kept with who said them."""
