/** The header in which our routes hand the checked client address to better-auth; never taken from outside. */
export const clientAddressHeader = 'x-mortise-client-address'
