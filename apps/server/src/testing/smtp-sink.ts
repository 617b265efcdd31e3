import { createServer, type Socket } from 'node:net'

/** A mail server that keeps what it is given. */
export interface SmtpSink {
  url: string
  /** Whole letters, with their headers. */
  letters: { to: string[]; data: string }[]
  /** Answers to the content of the next letters, such as `451 later`; null takes them again. */
  refuse: string | null
  close(): Promise<void>
}

/** Starts one on a free port of this machine. */
export async function openSmtpSink(): Promise<SmtpSink> {
  const sockets = new Set<Socket>()
  const sink: Omit<SmtpSink, 'url' | 'close'> = { letters: [], refuse: null }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    converse(socket, sink)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return Object.assign(sink, {
    url: `smtp://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

function converse(socket: Socket, sink: Omit<SmtpSink, 'url' | 'close'>): void {
  let pending = ''
  let to: string[] = []
  let data: string[] | null = null
  const say = (line: string) => socket.write(`${line}\r\n`)
  const hearData = (line: string) => {
    if (line !== '.') return void data?.push(line.startsWith('..') ? line.slice(1) : line)
    if (sink.refuse === null) sink.letters.push({ to, data: data?.join('\n') ?? '' })
    data = null
    to = []
    say(sink.refuse ?? '250 taken')
  }
  const answers: { [verb: string]: string } = { EHLO: '250 sink', HELO: '250 sink', DATA: '354 go on', QUIT: '221 bye' }
  const hear = (line: string) => {
    if (data) return hearData(line)
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'RCPT') to.push(/<([^>]*)>/.exec(line)?.[1] ?? '')
    if (verb === 'DATA') data = []
    say(answers[verb] ?? '250 ok')
    if (verb === 'QUIT') socket.end()
  }
  say('220 sink')
  socket.on('data', (chunk) => {
    pending += chunk.toString('utf8')
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end)
      pending = pending.slice(end + 2)
      hear(line)
    }
  })
}
