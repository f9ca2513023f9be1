"""Seeded random walks over all that can be pressed, typed, dragged, gone back to, reloaded and opened by a link.

After every step the page must be sound and its numbers must agree (:mod:`.numbers`); a walk that fails is cut down to
the shortest sequence of steps that still fails (:mod:`.walk`). More of them:
``python -m tests.browser.walks --seeds 200``.
"""
