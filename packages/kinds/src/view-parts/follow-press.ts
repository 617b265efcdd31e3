/** A place on the screen, as pointer events and touches tell it. */
export interface Spot {
  clientX: number
  clientY: number
}

/** What comes of a press: it is lifted, moved and let go, or given up. */
export interface PressSteps {
  /** From here on it is a drag: before, it may still become a click or scrolling. */
  lift(): void
  move(spot: Spot): void
  /** Nothing was lifted: a click, or scrolling. */
  leave(): void
  drop(spot: Spot): void
  cancel(): void
}

/** A mouse has to come this far before it drags; less is a click. */
const threshold = 5
/** A finger that rests for so long takes hold; one that moves before scrolls. As long as on boards. */
const restMs = 220
const restTolerance = 8

/** Follows a mouse or a pen from where it was pressed; returns how to stop following. */
export function followMouse(from: Spot, steps: PressSteps): () => void {
  let lifted = false
  const move = (spot: PointerEvent) => {
    if (!lifted && distance(from, spot) < threshold) return
    if (!lifted) steps.lift()
    lifted = true
    steps.move(spot)
  }
  const drop = (spot: PointerEvent) => (lifted ? steps.drop(spot) : steps.leave())
  const cancel = () => (lifted ? steps.cancel() : steps.leave())
  document.body.style.userSelect = 'none'
  document.addEventListener('pointermove', move)
  document.addEventListener('pointerup', drop)
  document.addEventListener('pointercancel', cancel)
  return () => {
    document.body.style.removeProperty('user-select')
    document.removeEventListener('pointermove', move)
    document.removeEventListener('pointerup', drop)
    document.removeEventListener('pointercancel', cancel)
  }
}

/** Follows a finger: it drags once it has rested, and scrolls the page until then. Returns how to stop following. */
export function followFinger(from: Spot, target: Element, steps: PressSteps): () => void {
  let lifted = false
  const timer = setTimeout(() => {
    lifted = true
    // Where the device can, it tells the finger that it holds something.
    navigator.vibrate?.(12)
    steps.lift()
    steps.move(from)
  }, restMs)
  const move = (event: TouchEvent) => {
    const [touch] = event.touches
    if (!touch || event.touches.length > 1) return cancel()
    if (lifted) {
      event.preventDefault()
      steps.move(touch)
    } else if (distance(from, touch) > restTolerance) steps.leave()
  }
  const drop = (event: TouchEvent) => {
    const [touch] = event.changedTouches
    if (!lifted || !touch) return steps.leave()
    // No click comes of it.
    event.preventDefault()
    steps.drop(touch)
  }
  const cancel = () => (lifted ? steps.cancel() : steps.leave())
  const noMenu = (event: Event) => event.preventDefault()
  // On the element itself: its touches go on there, even when it is drawn anew elsewhere meanwhile.
  const on = target as HTMLElement
  on.addEventListener('touchmove', move, { passive: false })
  on.addEventListener('touchend', drop)
  on.addEventListener('touchcancel', cancel)
  document.addEventListener('contextmenu', noMenu)
  return () => {
    clearTimeout(timer)
    on.removeEventListener('touchmove', move)
    on.removeEventListener('touchend', drop)
    on.removeEventListener('touchcancel', cancel)
    document.removeEventListener('contextmenu', noMenu)
  }
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)
}
