/** Letters and digits that cannot be mistaken for one another when they are read out or typed off. */
const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password nobody can guess: 14 characters of 55, about 80 bits. */
export function generatePassword(): string {
  const length = 14
  let password = ''
  while (password.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // Bytes past the last full round of the alphabet would make its first characters likelier.
      if (byte < 256 - (256 % alphabet.length) && password.length < length) password += alphabet[byte % alphabet.length]
    }
  }
  return password
}
