import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followFinger } from './follow-press.ts'

type TouchName = 'touchmove' | 'touchend' | 'touchcancel'

describe('a finger', () => {
  let target: HTMLElement
  let stop: () => void
  let log: string[]
  const at = (x: number, y = 0) => ({ clientX: x, clientY: y })

  /** What the browser tells of a touch; says whether the page kept it for itself. */
  function touch(name: TouchName, ...points: ReturnType<typeof at>[]): boolean {
    const event = new Event(name, { cancelable: true })
    Object.assign(event, { touches: name === 'touchmove' ? points : [], changedTouches: points })
    return !target.dispatchEvent(event)
  }

  beforeEach(() => {
    vi.useFakeTimers()
    log = []
    target = document.body.appendChild(document.createElement('div'))
    const note = (name: string) => (spot?: { clientX: number }) => {
      log.push(spot ? `${name} ${spot.clientX}` : name)
      if (name !== 'lift' && name !== 'move') stop()
    }
    const names = ['lift', 'move', 'leave', 'drop', 'cancel'] as const
    const steps = Object.fromEntries(names.map((name) => [name, note(name)])) as Record<
      (typeof names)[number],
      () => void
    >
    stop = followFinger(at(10), target, steps)
  })
  afterEach(() => {
    stop()
    vi.useRealTimers()
    target.remove()
  })

  it('that moves before it has rested scrolls: nothing is lifted, nothing kept from the page', () => {
    vi.advanceTimersByTime(100)
    expect(touch('touchmove', at(40))).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(log).toEqual(['leave'])
  })

  it('that rests takes hold, keeps the page from scrolling, and drops where it is lifted', () => {
    vi.advanceTimersByTime(300)
    expect(touch('touchmove', at(60))).toBe(true)
    expect(touch('touchend', at(60))).toBe(true)
    expect(log).toEqual(['lift', 'move 10', 'move 60', 'drop 60'])
  })

  it('that trembles a little still takes hold', () => {
    touch('touchmove', at(14))
    vi.advanceTimersByTime(300)
    expect(log[0]).toBe('lift')
    stop()
  })

  it('that taps leaves the click alone', () => {
    expect(touch('touchend', at(10))).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(log).toEqual(['leave'])
  })

  it('gives up what it holds when a second one comes, or the system takes over', () => {
    vi.advanceTimersByTime(300)
    touch('touchmove', at(20), at(90))
    expect(log.at(-1)).toBe('cancel')
  })

  it('is still followed when its element is taken out of the page', () => {
    vi.advanceTimersByTime(300)
    target.remove()
    touch('touchmove', at(70))
    touch('touchend', at(80))
    expect(log.slice(-2)).toEqual(['move 70', 'drop 80'])
  })
})
