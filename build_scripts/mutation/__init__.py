"""Small mistakes put into the rules, and whether a written case notices them."""
