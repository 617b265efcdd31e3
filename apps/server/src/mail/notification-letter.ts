import { type Language, localize } from '@mortise/core'
import type { AppModel } from '@mortise/metadata'
import type { NotificationRow } from '../notifications/notification-store.ts'
import { notificationText, writtenComment } from '../notifications/notification-texts.ts'
import type { Services } from '../services.ts'
import type { Letter } from './mail-transport.ts'

export interface LetterContext {
  model: AppModel | undefined
  nodeTypes: Services['nodeTypes']
  /** Who caused it. */
  who: string | null
  to: string
  language: Language
  /** Where users reach the server. */
  baseUrl: string
  workspace: string
}

const words = {
  open: { zh: '打开', en: 'Open' },
  settings: {
    zh: '这封邮件由系统自动发出。在「个人设置 → 通知」中可以选择哪些事情发邮件。',
    en: 'This mail was sent automatically. Under Account → Notifications you choose what you get mail about.',
  },
}

/** A notification as a letter, in the language of whoever gets it. */
export function notificationLetter(row: NotificationRow, context: LetterContext): Letter {
  const { model, nodeTypes, who, to, language, baseUrl, workspace } = context
  const text = localize(notificationText(row, { model, who, nodeTypes }), language)
  const comment = writtenComment(row)
  const link = `${baseUrl}/notifications/${row.id}`
  const lines = [text, row.title, ...(comment ? [comment] : [])]
  return {
    key: `notification:${row.id}`,
    to: [to],
    subject: `${text} · ${row.title}`,
    text: [...lines, '', `${words.open[language]}: ${link}`, '', '--', workspace, words.settings[language]].join('\n'),
    html: page({ text, title: row.title, comment, link, language, workspace }),
  }
}

interface Page {
  text: string
  title: string
  comment: string | null
  link: string
  language: Language
  workspace: string
}

function page({ text, title, comment, link, language, workspace }: Page): string {
  const quote = comment
    ? `<p style="margin:12px 0 0;padding-left:12px;border-left:3px solid #ddd;white-space:pre-wrap">${escaped(comment)}</p>`
    : ''
  return `<!doctype html><html lang="${language}"><body style="margin:0;padding:24px;background:#f5f6f7;font:15px/1.6 -apple-system,'PingFang SC','Microsoft YaHei',Arial,sans-serif;color:#1f2329">
<div style="max-width:520px;margin:0 auto;padding:24px;background:#fff;border:1px solid #e5e6eb;border-radius:8px">
<p style="margin:0;color:#646a73">${escaped(text)}</p>
<p style="margin:4px 0 0;font-size:18px;font-weight:600">${escaped(title)}</p>${quote}
<p style="margin:20px 0 0"><a href="${escaped(link)}" style="display:inline-block;padding:8px 20px;background:#2f6b4f;color:#fff;text-decoration:none;border-radius:6px">${words.open[language]}</a></p>
</div>
<p style="max-width:520px;margin:12px auto 0;font-size:12px;color:#8f959e">${escaped(workspace)} · ${words.settings[language]}</p>
</body></html>`
}

const entities: { [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
