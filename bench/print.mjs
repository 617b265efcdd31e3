/**
 * What printing costs: one quotation of the CRM, and 200 in one document, over a running server with the demo data.
 * Usage: node bench/print.mjs [--url http://localhost:3000]
 */
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({ options: { url: { type: 'string', default: 'http://localhost:3000' } } })
const base = options.url
const login = { email: 'zhang.wei@example.com', password: 'mortise-demo' }
const signedIn = await fetch(`${base}/api/auth/sign-in/email`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: base },
  body: JSON.stringify(login),
})
const cookie = signedIn.headers
  .getSetCookie()
  .map((one) => one.split(';')[0])
  .join('; ')
const headers = { cookie, origin: base, 'content-type': 'application/json' }
const quotes = `${base}/api/apps/crm/entities/quote`
const post = (path, body) => fetch(`${quotes}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
const { records } = await (await post('/query', { select: ['code'], page: { size: 200 } })).json()

for (let count = 0; count < 5; count++) {
  const started = performance.now()
  const answer = await fetch(`${quotes}/records/${records[0].id}/print/quote_print`, { headers })
  const { byteLength } = await answer.arrayBuffer()
  console.log(`one: ${Math.round(performance.now() - started)} ms, ${Math.round(byteLength / 1000)} KB`)
}

let slowest = 0
let printing = true
const others = (async () => {
  while (printing) {
    const started = performance.now()
    await fetch(`${base}/api/health`)
    slowest = Math.max(slowest, performance.now() - started)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})()
const started = performance.now()
const answer = await post('/print/quote_print', { ids: records.map(({ id }) => id) })
const { byteLength } = await answer.arrayBuffer()
const took = Math.round(performance.now() - started)
printing = false
await others
console.log(
  `${records.length}: ${took} ms, ${(byteLength / 1e6).toFixed(2)} MB; others waited ${Math.round(slowest)} ms at most`,
)
