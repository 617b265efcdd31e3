import type { FastifyInstance } from 'fastify'

/** For everything: no sniffing, no framing, no referrer, no device access. */
const common = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** API answers are data: nothing in them may ever run, nothing of them is kept by a shared cache. */
const apiHeaders = {
  ...common,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const

/** Scripts only from this server, none inline and none made from text. Inline styles are what Mantine needs. */
export const pageHeaders = {
  ...common,
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    // The preview of a print template shows a PDF that this page has made of bytes.
    'frame-src blob:',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
} as const

const transportSecurity = 'max-age=31536000; includeSubDomains'

/** Puts the headers on every answer; a page or a file replaces those of the API by its own. */
export function registerSecurityHeaders(app: FastifyInstance, options: { https: boolean }): void {
  const headers = options.https ? { ...apiHeaders, 'strict-transport-security': transportSecurity } : apiHeaders
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}
