import { EmptyState, StatusChip, UnstyledButton, useText } from '@mortise/ui'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { CanvasControls } from '../../../process/canvas/canvas-props.ts'
import { useNames } from '../try/names.ts'
import { TryLayout } from '../try/try-layout.tsx'
import { type Pair, useChangeWords } from './change-words.ts'
import classes from './compare.module.css'
import { type Change, type Compared, compareProcesses } from './compare-processes.ts'
import { compareTexts } from './compare-texts.ts'

const colours: { readonly [Name in Change]: 'green' | 'red' | 'orange' } = {
  added: 'green',
  removed: 'red',
  changed: 'orange',
}

/** What differs between two states: on the drawing that holds both, and as a list that leads there. */
export function Comparison({ before, after, children }: Pair & { children: ReactNode }) {
  const t = useText(compareTexts)
  const compared = useMemo(() => compareProcesses(before, after), [before, after])
  const { drawing, nodes, lines, settings } = compared
  const names = useNames({ nodes: [...drawing.nodes], transitions: [...drawing.transitions] })
  const words = useChangeWords({ before, after }, names)
  const marks = useMarks(compared)
  const controls = useRef<CanvasControls | null>(null)
  const [selected, select] = useState<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (selected === null) return
    list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const show = (key: string) => {
    select(key)
    const line = drawing.transitions.find((one) => one.key === key)
    const placed = controls.current?.placed().nodes.get(line?.from ?? key)
    if (placed) controls.current?.reveal(placed)
  }
  const rows = [
    ...[...nodes].map(([key, one]) => ({ key, name: names.node(key), ...one })),
    ...[...lines].map(([key, one]) => ({ key, name: words.line(key), ...one })),
  ]
  const count = rows.length + (settings.length > 0 ? 1 : 0)
  return (
    <TryLayout drawing={drawing} {...marks} selected={selected} onSelect={select} controls={controls}>
      {children}
      {count === 0 ? (
        <EmptyState compact icon="circle-check" title={t('none')} />
      ) : (
        <>
          <p className={classes.text}>
            <strong role="status">{t('count', { count })}</strong> {t('legend')}
          </p>
          <ul ref={list} className={classes.list}>
            {settings.length > 0 ? (
              <li className={classes.setting}>
                <Row change="changed" name={t('process')} text={words.settings(settings)} />
              </li>
            ) : null}
            {rows.map(({ key, name, change, differences }) => (
              <li key={key}>
                <UnstyledButton className={classes.row} aria-pressed={selected === key} onClick={() => show(key)}>
                  <Row {...{ change, name }} text={differences.map((one) => words.difference(key, one)).join(' · ')} />
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </>
      )}
    </TryLayout>
  )
}

function Row({ change, name, text }: { change: Change; name: string; text: string }) {
  const t = useText(compareTexts)
  return (
    <>
      <span className={classes.head}>
        <StatusChip size="sm" colour={colours[change]}>
          {t(change)}
        </StatusChip>
        <span className={classes.name}>{name}</span>
      </span>
      {text ? <span className={classes.text}>{text}</span> : null}
    </>
  )
}

function useMarks({ nodes, lines }: ReturnType<typeof compareProcesses>) {
  const t = useText(compareTexts)
  return useMemo(() => {
    const mark = (of: ReadonlyMap<string, Compared>) => {
      const found = new Map([...of].map(([key, { change }]) => [key, { tone: change, said: t(change) }]))
      return (key: string) => found.get(key)
    }
    return { nodeMarks: mark(nodes), lineMarks: mark(lines) }
  }, [nodes, lines, t])
}
