import { compileApp, type FieldModel } from '@mortise/metadata'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFieldStorages, loadFieldTypes } from '../load.server.ts'
import { sampleDocuments, sampleKey } from '../samples/sample-documents.ts'
import { completeUrl } from '../values/complete-url.ts'
import { compareDecimals, shiftDecimal } from '../values/decimal.ts'
import { linkOf } from '../values/link-of.ts'
import { parseDateText, parseDateTimeText } from '../values/parse-date-text.ts'
import { parseNumberText } from '../values/parse-number-text.ts'
import { readablePhone } from '../values/phone-number.ts'
import { instantAt, wallTime } from '../values/wall-time.ts'

const fieldTypes = await loadFieldTypes()
const storages = await loadFieldStorages()
const sample = compileApp(sampleDocuments(fieldTypes), { fieldTypes, revision: 1 }).entities.get('sample')

function fieldOf(type: string, options: { [option: string]: unknown } = {}): FieldModel {
  const field = sample?.fields.get(sampleKey(type)) ?? sample?.fields.get(type)
  if (!field) throw new Error(`no ${type}`)
  return { ...field, options: { ...field.options, ...options } }
}
function read(type: string, value: unknown, options: { [option: string]: unknown } = {}) {
  const field = fieldOf(type, options)
  return field.kind.normalise?.(value as never, field.options as never, field)
}

describe('text', () => {
  it.each([
    ['  甲  ', '甲'],
    ['a\r\nb\tc', 'a b c'],
    ['\uFEFFa', 'a'],
    ['e\u0301', 'é'],
    ['   ', null],
  ])('reads %j as %j', (input, value) => {
    expect(read('text', input)).toEqual({ value })
  })
  it('keeps the lines of long text, with line feeds only', () => {
    expect(read('long_text', ' a\r\n\r\nb \r\n')).toEqual({ value: ' a\n\nb' })
  })
  it('counts code points, as PostgreSQL does', () => {
    expect(read('text', '😀'.repeat(40))).toHaveProperty('value')
    expect(read('text', '😀'.repeat(41))).toEqual({ code: 'VALUE_TOO_LONG', params: { max: 40 } })
  })
})

describe('decimal', () => {
  it.each([
    ['0', '0.000'],
    ['-0', '0.000'],
    ['+5', '5.000'],
    ['0012.5000000', '12.500'],
    ['-0.0', '0.000'],
  ])('reads %j as %j', (input, value) => {
    expect(read('decimal', input)).toEqual({ value })
  })
  it('never rounds and never loses a digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -4_999_999n, max: 10n ** 21n - 1n }), (thousandths) => {
        const digits = String(thousandths < 0n ? -thousandths : thousandths).padStart(4, '0')
        const text = `${thousandths < 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`
        expect(read('decimal', text)).toEqual({ value: text.replace(/^-(0\.000)$/, '$1') })
      }),
    )
  })
  it('says by how much a number is out of its limits', () => {
    expect(read('decimal', '-5000.001')).toEqual({ code: 'VALUE_BELOW_MINIMUM', params: { min: -5000 } })
    expect(read('decimal', '999999999999999.999', { max: 1e15 })).toHaveProperty('value')
    expect(read('decimal', '1000000000000000.001', { max: 1e15 })).toHaveProperty('code', 'VALUE_ABOVE_MAXIMUM')
    expect(read('decimal', '0.001', { min: 1e-7 })).toHaveProperty('value')
  })
  it('moves the point and compares as numbers do', () => {
    expect(shiftDecimal('0.1525', 2)).toBe('15.25')
    expect(shiftDecimal('-15', -2)).toBe('-0.15')
    expect(shiftDecimal('3', 8)).toBe('300000000')
    expect(compareDecimals('10.0', '9.99')).toBeGreaterThan(0)
    expect(compareDecimals('-10', '-9')).toBeLessThan(0)
  })
  it('shows amounts, shares and numbers as the language does', () => {
    const text = (type: string, value: string, language: string) =>
      fieldOf(type).kind.text?.(value as never, fieldOf(type), language)
    expect(text('money', '1234567.50', 'zh')).toBe('¥1,234,567.50')
    expect(text('money', '1234567.50', 'en')).toBe('¥1,234,567.50')
    expect(text('money', '999999999999999999.99', 'zh')).toBe('¥999,999,999,999,999,999.99')
    expect(text('percent', '0.125', 'zh')).toBe('12.5%')
  })
})

describe('auto number', () => {
  const counter = (options: { [option: string]: unknown }, now: string) =>
    storages.get('auto_number').counter?.(fieldOf('auto_number', options), new Date(now), 'Asia/Shanghai')

  it('shows the date of the workspace and starts again with the period', () => {
    const late = counter({}, '2026-10-31T16:00:00.000Z')
    expect(late?.period).toBe('202611')
    expect(late?.format(7)).toBe('HT-202611-0007')
    expect(late?.format(12345)).toBe('HT-202611-12345')
    expect(counter({}, '2026-10-31T15:59:59.999Z')?.period).toBe('202610')
    expect(counter({ reset: 'never', dateFormat: undefined, prefix: 'C' }, '2026-10-31T16:00:00.000Z')).toMatchObject({
      period: '',
    })
  })
  it.each([
    ['month', 'YYYY', true],
    ['day', undefined, true],
    ['month', 'YYYYMM', false],
    ['never', undefined, false],
  ])('refuses numbers that would repeat: every %s with %s', (reset, dateFormat, refused) => {
    const field = fieldOf('auto_number', { reset, dateFormat })
    expect(field.kind.check?.(field).length).toBe(refused ? 1 : 0)
  })
})

describe('phone', () => {
  it.each([
    ['+8613812345678', '13812345678'],
    ['0086 138 1234 5678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['１３８-１２３４-５６７８', '13812345678'],
    ['+86 10 6234 5678', '01062345678'],
    ['+86 010-62345678', '01062345678'],
    ['+86 400 123 4567', '4001234567'],
    ['(021)62345678 ext. 12', '02162345678x12'],
    ['0044 20 7946 0958', '+442079460958'],
  ])('reads %j as %j', (input, value) => {
    expect(read('phone', input)).toEqual({ value })
    expect(read('phone', value)).toEqual({ value })
  })
  it('is shown in groups that read back as the same number', () => {
    expect(readablePhone('13812345678')).toBe('138 1234 5678')
    expect(readablePhone('02162345678x801')).toBe('021 6234 5678 x801')
    expect(read('phone', readablePhone('02162345678x801'))).toEqual({ value: '02162345678x801' })
  })
})

describe('addresses', () => {
  it('completes what people leave out, and nothing else', () => {
    expect(completeUrl('www.example.com/a?b=1')).toBe('https://www.example.com/a?b=1')
    expect(completeUrl('javascript:alert(1)')).toBe('javascript:alert(1)')
    expect(completeUrl('no address')).toBe('no address')
  })
  it('makes no link of masked values or of what a browser would run', () => {
    expect(linkOf('tel:', '138****5678')).toBeUndefined()
    expect(linkOf('', 'javascript:alert(1)')).toBeUndefined()
    expect(linkOf('mailto:', 'a@b.cn?bcc=x@y.cn')).toBe('mailto:a@b.cn%3Fbcc%3Dx%40y.cn')
    expect(linkOf('tel:', '02162345678x801')).toBe('tel:02162345678;ext=801')
  })
})

describe('pasted text', () => {
  it.each([
    ['1,234.5', '1234.5'],
    ['￥１，２３４．５０', '1234.50'],
    ['(12)', '-12'],
    ['12.5%', '0.125'],
    ['1.2万', '12000'],
    ['1,23', null],
    ['1e5', null],
    ['', null],
  ])('reads the number %j as %j', (input, value) => {
    expect(parseNumberText(input)).toBe(value)
  })
  it.each([
    ['2026/11/22', '2026-11-22'],
    ['2026年11月22日', '2026-11-22'],
    ['22 Nov 2026', '2026-11-22'],
    ['11/22/2026', '2026-11-22'],
    ['明天', '2026-11-23'],
    ['11-22', '2026-11-22'],
    ['1/2/2026', null],
    ['2026-02-30', null],
  ])('reads the day %j as %j', (input, value) => {
    expect(parseDateText(input, '2026-11-22')).toBe(value)
  })
  it.each([
    ['2026-11-22 9:30', '2026-11-22T01:30:00.000Z'],
    ['2026年11月22日 下午3点', '2026-11-22T07:00:00.000Z'],
    ['2026-11-22T08:30:00Z', '2026-11-22T08:30:00.000Z'],
    ['2026-11-22 25:00', null],
  ])('reads the time %j as %j', (input, value) => {
    expect(parseDateTimeText(input, '2026-11-22', 'Asia/Shanghai')).toBe(value)
  })
})

it('finds the instant of every wall time it shows, in any zone', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC')
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 30 })
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const instant = new Date(Date.UTC(2010, 0, 1) + minute * 60_000).toISOString()
      const wall = wallTime(instant, zone)
      expect(wallTime(instantAt(wall, zone), zone)).toEqual(wall)
    }),
  )
})
