import type { PrintServices } from '@mortise/print/server'
import type { FastifyReply } from 'fastify'
import { cleanFileName, contentDisposition } from '../files/file-name.ts'
import { readPicture } from '../files/read-picture.ts'
import type { Services } from '../services.ts'
import { approvalsOfRecord } from './printed-approvals.ts'

/** What printing needs of the server. */
export function printServicesOf(services: Services): PrintServices {
  const { engine, people, pdf: renderer } = services
  return {
    ...{ engine, renderer },
    async names(language) {
      const [users, departments] = await Promise.all([people.users(), people.departments()])
      return new Map([
        ...users.map(({ id, name }) => [id, name] as const),
        ...departments.map(({ id, name }) => [id, name[language]] as const),
      ])
    },
    picture: (app, file) => readPicture(services, app, file),
    approvals: (of) => approvalsOfRecord(services, of),
  }
}

/** Nothing in a PDF runs on our pages, but the viewers of browsers bring styles of their own. */
const pdfPolicy =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

export function sendPdf(reply: FastifyReply, { bytes, title }: { bytes: Uint8Array; title: string }) {
  return reply
    .headers({
      'content-type': 'application/pdf',
      'content-disposition': contentDisposition('inline', `${cleanFileName(title)}.pdf`),
      'content-security-policy': pdfPolicy,
    })
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
