"""What the data nodes share: where items come from, paths into them, grouping, ordering and the rules that change them."""
