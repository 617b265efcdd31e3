import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publicUrl, readConfig, resolveSecret } from './config.ts'

describe('the configuration', () => {
  it('works without any setting', () => {
    const { config, faults } = readConfig({})
    expect(faults).toEqual([])
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: null, trustProxy: false })
    expect(publicUrl(config)).toBe('http://localhost:3000')
  })

  it.each([
    ['PORT', '70000', 'CONFIG_NOT_A_NUMBER'],
    ['PORT', '3e3', 'CONFIG_NOT_A_NUMBER'],
    ['SESSION_HOURS', '0', 'CONFIG_NOT_A_NUMBER'],
    ['DATABASE_URL', 'mysql://x/y', 'CONFIG_NOT_A_URL'],
    ['DATABASE_URL', 'localhost', 'CONFIG_NOT_A_URL'],
    ['BASE_URL', 'crm.example.com', 'CONFIG_NOT_A_URL'],
    ['LOG_LEVEL', 'loud', 'CONFIG_NOT_ONE_OF'],
    ['DEMO', 'yes', 'CONFIG_NOT_ONE_OF'],
    ['TIME_ZONE', 'Mars/Olympus', 'CONFIG_TIME_ZONE_UNKNOWN'],
    ['SECRET', 'short', 'CONFIG_SECRET_SHORT'],
    ['ADMIN_EMAIL', 'admin', 'CONFIG_EMAIL_INVALID'],
    ['ADMIN_PASSWORD', '1234567', 'CONFIG_PASSWORD_SHORT'],
  ])('refuses %s=%s with one sentence', (name, value, code) => {
    const { faults } = readConfig({ [name]: value })
    expect(faults.map((fault) => fault.code)).toEqual([code])
    expect(faults[0]?.messageIn('zh')).not.toMatch(/[{}]/)
  })

  it('does not repeat the password of a refused address', () => {
    const [fault] = readConfig({ DATABASE_URL: 'mysql://root:geheim@host/x' }).faults
    expect(fault?.messageIn('en')).not.toContain('geheim')
  })

  it('makes a secret once, readable by its owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mortise-config-'))
    const { config } = readConfig({ DATA_DIR: folder })
    const secret = resolveSecret(config)
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect(resolveSecret(config)).toBe(secret)
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
    rmSync(folder, { recursive: true })
  })
})
