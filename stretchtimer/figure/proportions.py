"""How thick the body is round its bones: the proportions that make it a person of flesh.

All lengths are fractions of stature.
"""

from __future__ import annotations

from itertools import pairwise

Row = tuple[float, ...]

# Share of the bone, radius, and how far the flesh lies in front of the bone.
THIGH = (
    (0.00, 0.0590, -0.006),
    (0.14, 0.0605, -0.003),
    (0.28, 0.0595, 0.000),
    (0.45, 0.0560, 0.004),
    (0.62, 0.0515, 0.005),
    (0.78, 0.0475, 0.004),
    (0.92, 0.0455, 0.003),
)
SHIN = (
    (0.00, 0.0455, 0.002),
    (0.10, 0.0440, -0.001),
    (0.22, 0.0440, -0.006),
    (0.35, 0.0430, -0.009),
    (0.50, 0.0398, -0.008),
    (0.65, 0.0352, -0.005),
    (0.80, 0.0310, -0.002),
    (0.96, 0.0295, 0.000),
)
KNEE = len(THIGH)
"""The number of the knee among the balls of a leg."""

# Share of the bone and radius.
SLEEVE = ((0.0, 0.0430), (0.25, 0.0395), (0.74, 0.0325))
UPPER_ARM = ((0.5, 0.0300), (0.8, 0.0275))
FOREARM = (
    (0.00, 0.0262),
    (0.14, 0.0276),
    (0.28, 0.0274),
    (0.50, 0.0248),
    (0.75, 0.0204),
    (1.00, 0.0176),
)
ELBOW = len(UPPER_ARM)
"""The number of the elbow among the balls of an arm."""

# Along the foot from the ankle, towards the sole, and half length, width and height of each lump:
# the ankle, the heel, the arch, the ball and the root of the toes.
FOOT = (
    (-0.002, 0.000, 0.025, 0.0230, 0.025),
    (-0.012, 0.0215, 0.0200, 0.0195, 0.0200),
    (0.034, 0.012, 0.026, 0.0235, 0.0195),
    (0.072, 0.029, 0.022, 0.0290, 0.0145),
    (0.091, 0.032, 0.011, 0.0255, 0.0110),
)

# Along the foot, towards the big toe, towards the sole, and the radius of each toe.
TOES = (
    (0.1090, 0.0165, 0.0338, 0.0100),
    (0.1120, 0.0020, 0.0357, 0.0072),
    (0.1080, -0.0085, 0.0363, 0.0067),
    (0.1020, -0.0180, 0.0367, 0.0063),
    (0.0940, -0.0262, 0.0371, 0.0061),
)

# Along the hand from the wrist, towards the thumb, and half length, width and thickness: the wrist,
# the palm, the fingers together, and both ends of the thumb.
HAND = (
    (0.002, 0.000, 0.018, 0.0180, 0.0160),
    (0.040, 0.000, 0.024, 0.0265, 0.0140),
    (0.084, 0.000, 0.018, 0.0210, 0.0095),
    (0.024, 0.018, 0.014, 0.0120, 0.0115),
    (0.056, 0.034, 0.012, 0.0085, 0.0085),
)

# Where each finger begins and ends, along the hand and towards the thumb, and its radius.
FINGERS = (
    (0.046, 0.0195, 0.094, 0.0235, 0.0072),
    (0.050, 0.0070, 0.104, 0.0085, 0.0074),
    (0.048, -0.0055, 0.099, -0.0070, 0.0072),
    (0.042, -0.0175, 0.084, -0.0215, 0.0064),
)

# Share of the spine, half width, half depth, how far in front of the spine, half height, and the
# share by which a full breath deepens it.
_TRUNK_SHAPE = (
    (-0.02, 0.085, 0.070, -0.010, 0.056, 0.00),
    (0.20, 0.087, 0.070, -0.007, 0.036, 0.00),
    (0.42, 0.083, 0.068, -0.004, 0.040, 0.05),
    (0.62, 0.084, 0.067, -0.004, 0.044, 0.06),
    (0.80, 0.094, 0.066, -0.004, 0.046, 0.04),
    (0.92, 0.096, 0.060, -0.007, 0.042, 0.02),
    (0.99, 0.072, 0.043, -0.012, 0.030, 0.00),
)
_BETWEEN = 2

BUTTOCK = 0.056
"""The radius of half the seat."""
BUTTOCK_APART, BUTTOCK_BEHIND, BUTTOCK_BELOW = 0.40, 0.18, 0.50
"""How far it lies beside, behind and below the pelvis, as shares of its width, depth and height."""


def _finer(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with more on the smooth curve between them, so that a bent back has no corners."""
    finer: list[Row] = []
    for k, (start, end) in enumerate(pairwise(rows)):
        before = rows[k - 1] if k else start
        after = rows[k + 2] if k + 2 < len(rows) else end
        for step in range(_BETWEEN):
            t = step / _BETWEEN
            finer.append(
                tuple(
                    q
                    + 0.5
                    * t
                    * (r - p + t * (2 * p - 5 * q + 4 * r - w + t * (3 * (q - r) + w - p)))
                    for p, q, r, w in zip(before, start, end, after, strict=True)
                )
            )
    return (*finer, rows[-1])


TRUNK = _finer(_TRUNK_SHAPE)
HEM = _BETWEEN
"""The number of the piece of the trunk where the shirt meets the trousers."""
HEM_HEIGHT = 0.06
"""How flat that piece is cut off there, as a share of its own height."""
