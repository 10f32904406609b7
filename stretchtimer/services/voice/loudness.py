"""How loud speech is, and bringing it to one loudness without a peak too high.

Loudness is that of ITU-R BS.1770: K-weighted, in blocks of 400 ms that overlap by three quarters,
gated at -70 LUFS and then 10 LU below the mean of what is left. A sound shorter than a block is
measured as if silence followed it. Samples are floats from -1 to 1 of one channel.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

TARGET_LUFS = -19.0
PEAK_DBTP = -1.2
"""A little below the -1 dB that is promised, as rounding to 16 bits moves peaks."""

_BLOCK_S = 0.4
_STEP_S = 0.1
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = 10.0
_OFFSET_DB = -0.691
_OVERSAMPLING = 4
_PAD_S = 0.5
_LOOK_AHEAD_S = 0.004
_ATTEMPTS = 8
_NEAR_DB = 0.05


def loudness_lufs(samples: Samples, rate: int) -> float:
    """The integrated loudness; minus infinity for silence."""
    block, step = round(_BLOCK_S * rate), round(_STEP_S * rate)
    missing = block - len(samples)
    padded = np.pad(samples, (0, missing)) if missing > 0 else samples
    energy = np.concatenate(([0.0], np.cumsum(k_weighted(padded, rate) ** 2)))
    starts = np.arange(0, len(padded) - block + 1, step)
    power = np.maximum((energy[starts + block] - energy[starts]) / block, 1e-20)
    loud = power[_lufs(power) > _ABSOLUTE_GATE_LUFS]
    if not len(loud):
        return -math.inf
    gate = _lufs(np.mean(loud)) - _RELATIVE_GATE_LU
    return float(_lufs(np.mean(loud[_lufs(loud) > gate])))


def true_peak_db(samples: Samples) -> float:
    """The highest point of the wave between the samples too, in dB; minus infinity for silence."""
    peak = float(np.max(np.abs(_oversampled(samples)), initial=0.0))
    return 20 * math.log10(peak) if peak else -math.inf


def levelled(samples: Samples, rate: int, *, by_itself: bool = False) -> Samples:
    """The sound at ``TARGET_LUFS``, its few highest peaks turned down where they must be.

    A sound shorter than a block is made louder for that, as the ear does not hear it in full; not
    where it is part of something longer and so is to be taken ``by_itself``. Silence stays silence.
    """
    loudness = loudness_lufs(samples, rate)
    if not math.isfinite(loudness):
        return samples
    target = TARGET_LUFS
    if by_itself:
        target += min(0.0, 10 * math.log10(len(samples) / (_BLOCK_S * rate)))
    gain_db = target - loudness
    made = samples
    # Turning peaks down costs loudness, so the gain is made up for in a few rounds.
    for _ in range(_ATTEMPTS):
        made = limited(samples * 10 ** (gain_db / 20), rate)
        short_db = target - loudness_lufs(made, rate)
        if abs(short_db) < _NEAR_DB:
            break
        gain_db += short_db
    return made


def k_weighted(samples: Samples, rate: int) -> Samples:
    """The sound as the standard's filters pass it on: a high shelf, then a high pass."""
    size = len(samples) + round(_PAD_S * rate)
    delay = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = _response(_shelf(rate), delay) * _response(_high_pass(rate), delay)
    weighted = np.fft.irfft(np.fft.rfft(samples, size) * response, size)
    return np.asarray(weighted[: len(samples)])


Biquad = tuple[tuple[float, float, float], tuple[float, float, float]]


def _shelf(rate: int) -> Biquad:
    """The shelf for the head, made for this rate; at 48 kHz the very numbers of the standard."""
    tan, quality = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    a0 = 1 + tan / quality + tan * tan
    top = (
        (high + middle * tan / quality + tan * tan) / a0,
        2 * (tan * tan - high) / a0,
        (high - middle * tan / quality + tan * tan) / a0,
    )
    return top, (1.0, 2 * (tan * tan - 1) / a0, (1 - tan / quality + tan * tan) / a0)


def _high_pass(rate: int) -> Biquad:
    tan, quality = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    a0 = 1 + tan / quality + tan * tan
    bottom = (1.0, 2 * (tan * tan - 1) / a0, (1 - tan / quality + tan * tan) / a0)
    return (1.0, -2.0, 1.0), bottom


def _response(filter_: Biquad, delay: NDArray[np.complex128]) -> NDArray[np.complex128]:
    (b0, b1, b2), (a0, a1, a2) = filter_
    return (b0 + b1 * delay + b2 * delay**2) / (a0 + a1 * delay + a2 * delay**2)


def limited(samples: Samples, rate: int) -> Samples:
    """The sound with its true peaks at most ``PEAK_DBTP``, by a gain that moves softly."""
    reach = round(_LOOK_AHEAD_S * rate)
    window = np.hanning(2 * reach + 3)[1:-1]
    ceiling = 10 ** (PEAK_DBTP / 20)
    for _ in range(_ATTEMPTS):
        points = np.abs(_oversampled(samples)).reshape(-1, _OVERSAMPLING).max(axis=1)
        points = np.maximum(points, np.roll(points, 1))
        if points.max(initial=0.0) <= ceiling:
            break
        needed = np.minimum(1.0, 0.999 * ceiling / np.maximum(points, ceiling * 0.999))
        wide = np.pad(needed, 2 * reach, constant_values=1.0)
        lowest = np.lib.stride_tricks.sliding_window_view(wide, 2 * reach + 1).min(axis=1)
        samples = samples * np.convolve(lowest, window / window.sum(), mode="valid")
    return samples


def _oversampled(samples: Samples) -> Samples:
    """Four times as many samples, by the spectrum; as long as the sound alone."""
    pad = 64
    padded = np.pad(samples, pad)
    if len(padded) % 2:
        padded = np.pad(padded, (0, 1))
    size = len(padded)
    spectrum = np.fft.rfft(padded)
    # Half of what lies at the very end of the spectrum belongs to its mirror image.
    spectrum[-1] /= 2
    fine = np.fft.irfft(spectrum, _OVERSAMPLING * size) * _OVERSAMPLING
    start = pad * _OVERSAMPLING
    return np.asarray(fine[start : start + len(samples) * _OVERSAMPLING])


def _lufs(power: NDArray[np.float64] | np.floating[np.typing.NBitBase]) -> NDArray[np.float64]:
    return np.asarray(_OFFSET_DB + 10 * np.log10(power))
