"""What a share that was seen a few times says of the share of all."""


def wilson(right: int, count: int) -> list[float]:
    """The shares that fit what was seen, at 95% (Wilson 1927, doi 10.1080/01621459.1927.10502953)."""
    z, share = 1.96, right / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5 / (1 + z * z / count)
    return [round(middle - half, 3), round(middle + half, 3)]
