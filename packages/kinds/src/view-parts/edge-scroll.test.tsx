import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EdgeScroll, startEdgeScroll } from './edge-scroll.ts'

describe('scrolling near an edge', () => {
  let scroller: HTMLElement
  let scroll: EdgeScroll
  const at = (x: number) => ({ clientX: x, clientY: 100 })
  const frames = (count: number) => vi.advanceTimersByTime(count * 16)

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame'] })
    scroller = document.body.appendChild(document.createElement('div'))
    scroller.style.overflowX = 'auto'
    // A part of 400 pixels of which 300 are seen; jsdom has no layout.
    Object.defineProperties(scroller, { scrollWidth: { value: 400 }, clientWidth: { value: 300 } })
    scroller.getBoundingClientRect = () => new DOMRect(0, 0, 300, 200)
    scroll = startEdgeScroll(scroller.appendChild(document.createElement('i')), () => {})
  })
  afterEach(() => {
    scroll.stop()
    scroller.remove()
    vi.useRealTimers()
  })

  it('begins when what is held comes near', () => {
    scroll.at(at(150))
    frames(3)
    expect(scroll.scrolled().x).toBe(0)
    scroll.at(at(290))
    frames(3)
    expect(scroll.scrolled().x).toBeGreaterThan(10)
  })

  it('leaves what was picked up near the edge where it is, also while it is taken away from there', () => {
    scroll.at(at(290))
    frames(10)
    scroll.at(at(280))
    frames(10)
    expect(scroll.scrolled().x).toBe(0)
  })

  it('takes the page along when what was picked up there is moved on, or comes back', () => {
    scroll.at(at(270))
    frames(2)
    scroll.at(at(275))
    frames(2)
    const first = scroll.scrolled().x
    expect(first).toBeGreaterThan(0)
    scroll.at(at(150))
    frames(2)
    scroll.at(at(268))
    frames(2)
    expect(scroll.scrolled().x).toBeGreaterThan(first)
  })
})
