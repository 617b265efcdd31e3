import { Skeleton } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { commonTexts } from '../text/common-texts.ts'
import { useText } from '../text/use-language.ts'
import classes from './skeletons.module.css'

/** Draws its content only after 150 ms, so that fast answers do not flicker. */
export function Delayed({ children, delay = 150 }: { children: ReactNode; delay?: number }) {
  const [shown, setShown] = useState(delay === 0)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), delay)
    return () => clearTimeout(timer)
  }, [delay])
  return <div style={{ visibility: shown ? 'visible' : 'hidden' }}>{children}</div>
}

/** Rows of a list while they load. */
export function RowSkeletons({ rows = 8, height = 34, delay }: { rows?: number; height?: number; delay?: number }) {
  return (
    <Placeholder delay={delay}>
      {places(rows).map((row) => (
        <div key={row} className={classes.row} style={{ height }}>
          <Skeleton width={16} height={16} />
          <Skeleton height={10} width={`${22 + ((row * 7) % 18)}%`} />
          <Skeleton height={10} width={`${12 + ((row * 5) % 10)}%`} />
          <Skeleton height={10} width={`${10 + ((row * 11) % 16)}%`} />
        </div>
      ))}
    </Placeholder>
  )
}

/** Labels and inputs of a form while the record loads. */
export function FormSkeletons({
  fields = 8,
  columns = 2,
  delay,
}: {
  fields?: number
  columns?: number
  delay?: number
}) {
  return (
    <Placeholder delay={delay}>
      <div className={classes.form} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {places(fields).map((field) => (
          <div key={field}>
            <Skeleton height={10} width={`${24 + ((field * 9) % 22)}%`} mb={8} />
            <Skeleton height={36} />
          </div>
        ))}
      </div>
    </Placeholder>
  )
}

/** Cards on a phone or a workbench while they load. */
export function CardSkeletons({ cards = 4, height = 88, delay }: { cards?: number; height?: number; delay?: number }) {
  return (
    <Placeholder delay={delay}>
      <div className={classes.cards}>
        {places(cards).map((card) => (
          <Skeleton key={card} height={height} radius="md" />
        ))}
      </div>
    </Placeholder>
  )
}

function Placeholder({ children, delay }: { children: ReactNode; delay?: number }) {
  const t = useText(commonTexts)
  return (
    <div aria-busy="true">
      <span className="ui-visually-hidden" role="status">
        {t('loading')}
      </span>
      <Delayed delay={delay}>
        <div aria-hidden>{children}</div>
      </Delayed>
    </div>
  )
}

const places = (count: number) => Array.from({ length: count }, (_, index) => index)
