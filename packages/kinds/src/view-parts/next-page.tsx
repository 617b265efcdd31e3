import { Button, useText } from '@mortise/ui'
import { useEffect, useRef } from 'react'
import { viewTexts } from './view-texts.tsx'

/** Loads the next page when the end comes near; the button is for whoever gets there first. */
export function NextPage({ more, className }: { more: (() => void) | null; className?: string | undefined }) {
  const t = useText(viewTexts)
  const mark = useRef<HTMLDivElement>(null)
  const latest = useRef(more)
  latest.current = more
  const waits = more !== null
  useEffect(() => {
    const element = mark.current
    if (!element || !waits) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current?.(), {
      root: element.parentElement,
      rootMargin: '600px 0px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [waits])
  return (
    <div ref={mark} className={className}>
      {more && (
        <Button size="xs" variant="subtle" color="gray" onClick={more}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}
