"""Pictures of people and of time, as SVG: pure values that an adapter turns into what it sends."""
