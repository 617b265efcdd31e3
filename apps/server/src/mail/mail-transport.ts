import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import { mailErrors } from '../errors.ts'

/** One letter. The same `key` gives the same Message-ID, by which mail servers know a letter that comes again. */
export interface Letter {
  key: string
  to: readonly string[]
  subject: string
  text: string
  html?: string
}

export interface MailTransport {
  /** MAIL_REFUSED where the mail server will never take it; MAIL_NOT_SENT where it may be tried again. */
  send(letter: Letter): Promise<void>
  close(): void
}

const addressPattern = /^[^\s@<>"',;:\\()[\]]{1,64}@[^\s@<>"',;:\\()[\]]{1,255}$/u

export const isMailAddress = (text: string): boolean => text.length <= 254 && addressPattern.test(text)

/** Whatever stands in a header is one line: line breaks would begin headers of their own. */
export const headerLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim()

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** The way out by SMTP, or null where none is configured. The program that speaks it is loaded with the first letter. */
export function createMailTransport({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): MailTransport | null {
  if (smtpUrl === null) return null
  const from = mailFrom ?? 'mortise@localhost'
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
  const opening = lazy(async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true })
  })
  return {
    async send({ key, to, subject, text, html }) {
      const wrong = to.find((address) => !isMailAddress(address))
      if (wrong !== undefined || to.length === 0) throw mailErrors.MAIL_ADDRESS({ address: wrong ?? '' })
      const transport = await opening.get()
      try {
        await transport.sendMail({
          ...{ from, to: [...to], subject: headerLine(subject).slice(0, 250), text, ...(html ? { html } : {}) },
          messageId: `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw refusal(error)
      }
    },
    close: () => opening.peek()?.close(),
  }
}

/** A mail server's own words are kept; a number from 500 on is its last word. */
function refusal(error: unknown): Error {
  const { responseCode, message } = error as { responseCode?: number; message?: string }
  const reason = headerLine(message ?? String(error)).slice(0, 300)
  return responseCode !== undefined && responseCode >= 500
    ? mailErrors.MAIL_REFUSED({ reason })
    : mailErrors.MAIL_NOT_SENT({ reason })
}

function lazy<Value>(make: () => Promise<Value>) {
  let made: Value | undefined
  let making: Promise<Value> | undefined
  return {
    peek: () => made,
    get() {
      making ??= make().then((value) => {
        made = value
        return value
      })
      return making
    },
  }
}
