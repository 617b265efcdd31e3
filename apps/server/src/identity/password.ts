/** The hash of a password in better-auth's form (scrypt); loaded when first needed. */
export async function hashPassword(password: string): Promise<string> {
  const crypto = await import('better-auth/crypto')
  return await crypto.hashPassword(password)
}
