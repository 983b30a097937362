"""The finished site as files: their names, headers, content-named assets, compressed copies, lists and the proof."""
