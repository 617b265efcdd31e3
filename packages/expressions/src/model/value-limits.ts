/** Longest text that REPT and PADLEFT make: that of a cell in Excel. */
export const longestRepeat = 32_767

/** Longest text that SUBSTITUTE makes. */
export const longestText = 1_000_000
