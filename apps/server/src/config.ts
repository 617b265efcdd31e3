import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AppError, LocalizedText } from '@mortise/core'
import { defaultWorkLimits, type WorkLimits } from '@mortise/data/server'
import { startErrors } from './errors.ts'
import { isNetwork } from './outbound/networks.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Everything an operator can set, checked and typed. docs/configuration.md is its table. */
export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  databasePool: number
  /** How long statements may take on PostgreSQL. */
  workLimits: WorkLimits
  /** The address users type, without a slash at the end; null: http on HOST and PORT. */
  baseUrl: string | null
  secret: string
  sessionHours: number
  uploadLimitMb: number
  /** Of one session or API token. */
  callsPerMinute: number
  /** Of one session or API token. */
  uploadsPerMinute: number
  /** Of one address, by callers who are not signed in. */
  anonymousCallsPerMinute: number
  /** As fastify takes it: none, all, a number of hops, or the proxies' addresses. */
  trustProxy: boolean | number | string
  logLevel: (typeof logLevels)[number]
  timeZone: string
  /** Of the workspace, until an administrator gives it another. */
  workspaceName: LocalizedText
  /** Folders of the packs installed into an empty workspace. */
  packs: string[]
  /** Whether they come with demo data; null: on the embedded database only. */
  demo: boolean | null
  adminEmail: string
  /** Of the first administrator; null: one is made up and printed. */
  adminPassword: string | null
  /** The mail server; null: no mail is sent. */
  smtpUrl: string | null
  /** Whom mail comes from; null: an address of this machine. */
  mailFrom: string | null
  /** Networks within which webhooks may reach servers, besides the open internet. */
  webhookNetworks: string[]
}

const perMinute = { minimum: 1, maximum: 10_000_000 }

export type Environment = Readonly<{ [name: string]: string | undefined }>

/** Reads the configuration, or says every fault in it; `faults` is empty exactly when `config` can be used. */
export function readConfig(env: Environment): { config: Config; faults: AppError[] } {
  const faults: AppError[] = []
  const reader = createReader(env, faults)
  const config: Config = {
    port: reader.number('PORT', { fallback: 3000, minimum: 0, maximum: 65_535 }),
    host: reader.text('HOST') ?? '127.0.0.1',
    dataDir: resolve(reader.text('DATA_DIR') ?? './data'),
    databaseUrl: reader.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databasePool: reader.number('DATABASE_POOL', { fallback: 10, minimum: 2, maximum: 500 }),
    workLimits: readWorkLimits(reader.number),
    baseUrl: reader.url('BASE_URL', ['http:', 'https:'])?.replace(/\/+$/, '') ?? null,
    secret: reader.text('SECRET') ?? '',
    sessionHours: reader.number('SESSION_HOURS', { fallback: 168, minimum: 1, maximum: 8760 }),
    uploadLimitMb: reader.number('UPLOAD_LIMIT_MB', { fallback: 50, minimum: 1, maximum: 10_000 }),
    callsPerMinute: reader.number('CALLS_PER_MINUTE', { fallback: 1200, ...perMinute }),
    uploadsPerMinute: reader.number('UPLOADS_PER_MINUTE', { fallback: 60, ...perMinute }),
    anonymousCallsPerMinute: reader.number('ANONYMOUS_CALLS_PER_MINUTE', { fallback: 300, ...perMinute }),
    trustProxy: parseTrustProxy(reader.text('TRUST_PROXY')),
    logLevel: reader.choice('LOG_LEVEL', logLevels, 'info'),
    timeZone: reader.text('TIME_ZONE') ?? 'Asia/Shanghai',
    workspaceName: readName(reader.text('WORKSPACE_NAME')),
    packs: listOf(env.PACKS ?? 'templates/crm'),
    demo: reader.flag('DEMO'),
    adminEmail: reader.text('ADMIN_EMAIL') ?? 'admin@example.com',
    adminPassword: reader.text('ADMIN_PASSWORD') ?? null,
    smtpUrl: reader.url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: reader.text('MAIL_FROM') ?? null,
    webhookNetworks: listOf(reader.text('WEBHOOK_NETWORKS')),
  }
  faults.push(...checkTexts(config))
  return { config, faults }
}

/** Makes the data directory, or says why it cannot be used. */
export function prepareDataDir({ dataDir }: Config): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.R_OK | constants.W_OK)
  } catch (error) {
    throw startErrors.DATA_DIR_UNWRITABLE({ path: dataDir, reason: (error as NodeJS.ErrnoException).code })
  }
}

/** The configured secret, or the one kept in the data directory, made on the first start and readable by its owner only. */
export function resolveSecret(config: Config): string {
  if (config.secret) return config.secret
  const path = resolve(config.dataDir, 'secret')
  try {
    // `wx` lets exactly one of two servers that start together make the secret; the other reads it.
    writeFileSync(path, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}

/** Where users reach the server: BASE_URL, else the address it listens on. */
export function publicUrl(config: Config): string {
  if (config.baseUrl) return config.baseUrl
  const host = ['0.0.0.0', '127.0.0.1', '::', '::1'].includes(config.host) ? 'localhost' : config.host
  return `http://${host}:${config.port}`
}

function checkTexts(config: Config): AppError[] {
  const faults: AppError[] = []
  if (config.secret && config.secret.length < 32) faults.push(startErrors.CONFIG_SECRET_SHORT())
  if (!isTimeZone(config.timeZone)) faults.push(startErrors.CONFIG_TIME_ZONE_UNKNOWN({ value: config.timeZone }))
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(config.adminEmail))
    faults.push(startErrors.CONFIG_EMAIL_INVALID({ name: 'ADMIN_EMAIL', value: config.adminEmail }))
  if (config.mailFrom !== null && !/^([^<>\r\n]*<)?[^@\s<>]+@[^@\s<>]+>?$/.test(config.mailFrom))
    faults.push(startErrors.CONFIG_EMAIL_INVALID({ name: 'MAIL_FROM', value: config.mailFrom }))
  for (const network of config.webhookNetworks)
    if (!isNetwork(network))
      faults.push(startErrors.CONFIG_NETWORK_INVALID({ name: 'WEBHOOK_NETWORKS', value: network }))
  if (config.adminPassword !== null && config.adminPassword.length < 8)
    faults.push(startErrors.CONFIG_PASSWORD_SHORT({ name: 'ADMIN_PASSWORD' }))
  return faults
}

function createReader(env: Environment, faults: AppError[]) {
  const text = (name: string) => env[name]?.trim() || undefined
  const choice = <Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice => {
    const value = text(name)
    if (value === undefined) return fallback
    const found = choices.find((candidate) => candidate === value)
    if (!found) faults.push(startErrors.CONFIG_NOT_ONE_OF({ name, choices, value }))
    return found ?? fallback
  }
  return {
    text,
    choice,
    number(name: string, { fallback, minimum, maximum }: { fallback: number; minimum: number; maximum: number }) {
      const value = text(name)
      if (value === undefined) return fallback
      const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
      if (number >= minimum && number <= maximum) return number
      faults.push(startErrors.CONFIG_NOT_A_NUMBER({ name, minimum, maximum, value }))
      return fallback
    },
    url(name: string, schemes: string[]): string | null {
      const value = text(name)
      if (value === undefined) return null
      if (URL.canParse(value) && schemes.includes(new URL(value).protocol)) return value
      const shown = URL.canParse(value) ? withoutPassword(value) : value
      faults.push(startErrors.CONFIG_NOT_A_URL({ name, schemes: schemes.map((s) => `${s}//`), value: shown }))
      return null
    },
    flag(name: string): boolean | null {
      const value = text(name)
      if (value === undefined) return null
      return choice(name, ['0', '1'], '0') === '1'
    },
  }
}

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

function readName(name: string | undefined): LocalizedText {
  return name === undefined ? { zh: '榫卯', en: 'Mortise' } : { zh: name, en: name }
}

function readWorkLimits(read: ReturnType<typeof createReader>['number']): WorkLimits {
  const limit = (name: string, fallbackMs: number) =>
    read(name, { fallback: fallbackMs / 1000, minimum: 1, maximum: 7 * 86_400 }) * 1000
  return {
    read: limit('READ_TIMEOUT_SECONDS', defaultWorkLimits.read),
    report: limit('REPORT_TIMEOUT_SECONDS', defaultWorkLimits.report),
    write: limit('WRITE_TIMEOUT_SECONDS', defaultWorkLimits.write),
    schema: limit('SCHEMA_TIMEOUT_SECONDS', defaultWorkLimits.schema),
  }
}

function withoutPassword(url: string): string {
  const parsed = new URL(url)
  if (parsed.password) parsed.password = '***'
  return parsed.href
}

function parseTrustProxy(value: string | undefined): boolean | number | string {
  if (value === undefined || value === 'false' || value === '0') return false
  if (value === 'true') return true
  return /^\d+$/.test(value) ? Number(value) : value
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
