import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const light = tokensOf(css.slice(css.indexOf("[data-mantine-color-scheme='light']")))
const dark = { ...light, ...tokensOf(css.slice(css.indexOf("\n[data-mantine-color-scheme='dark']"))) }
const hues = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'indigo', 'purple', 'pink']
const schemes = [
  ['light', light],
  ['dark', dark],
] as const

it.each(schemes)('text is readable on every surface in %s', (_name, tokens) => {
  for (const surface of ['bg', 'sidebar-bg', 'surface-2', 'raised'])
    for (const text of ['text', 'text-2', 'placeholder', 'accent-text', 'danger', 'success', 'warning'])
      expect(contrast(tokens[text], tokens[surface]), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5)
})

it.each(schemes)('chips are readable in %s', (_name, tokens) => {
  for (const hue of hues)
    expect(contrast(tokens[`hue-${hue}-fg`], tokens[`hue-${hue}-bg`]), hue).toBeGreaterThanOrEqual(4.5)
})

it.each(schemes)('white is readable on filled buttons in %s', (_name, tokens) => {
  for (const fill of ['accent', 'accent-hover', 'danger-fill', 'danger-fill-hover'])
    expect(contrast('#ffffff', tokens[fill]), fill).toBeGreaterThanOrEqual(4.5)
})

it.each(schemes)('light buttons are readable, also under the pointer, which changes them, in %s', (_name, tokens) => {
  for (const [text = '', fill = ''] of [
    ['danger', 'danger-soft'],
    ['accent-text', 'accent-soft'],
  ]) {
    for (const surface of [fill, `${fill}-hover`])
      expect(contrast(tokens[text], tokens[surface]), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5)
    expect(tokens[`${fill}-hover`]).not.toBe(tokens[fill])
  }
})

it.each(schemes)('notices are readable on their soft surfaces in %s', (_name, tokens) => {
  for (const tone of ['danger', 'success', 'warning'])
    for (const text of ['text', tone])
      expect(contrast(tokens[text], tokens[`${tone}-soft`]), `${text} on ${tone}`).toBeGreaterThanOrEqual(4.5)
})

it('the chips of the ten hues can be told apart by their surfaces', () => {
  expect(new Set(hues.map((hue) => light[`hue-${hue}-bg`])).size).toBe(10)
})

function tokensOf(block: string): { [name: string]: string } {
  const body = block.slice(block.indexOf('{') + 1, block.indexOf('}'))
  return Object.fromEntries([...body.matchAll(/--ui-([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]))
}

function contrast(a = '', b = ''): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
