"""The de-Stalinization map: records, the layer built from them, and the ways to look at both."""
