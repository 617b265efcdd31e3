import { type RenderTreeNodePayload, Tree, type TreeNodeData, useTree } from '@mantine/core'
import type { FormulaExplanation } from '@mortise/expressions/text'
import { IconChevronRight } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useText } from '../text/use-language.ts'
import classes from './explanation-tree.module.css'
import { formulaTexts } from './formula-texts.ts'
import { showValue, type ValueWords } from './show-value.ts'

interface ExplanationTreeProps {
  explanation: FormulaExplanation
  words: ValueWords
}

/** How a formula comes to its value: the tree of its parts, each with its own, and the records it went over. */
export function ExplanationTree({ explanation, words }: ExplanationTreeProps) {
  const read = useMemo(() => readTree(explanation), [explanation])
  // Another shape is another tree, with its own parts unfolded.
  return <PartTree key={[...read.rows.keys()].join(' ')} {...read} words={words} />
}

function PartTree({ nodes, rows, words }: ReadTree & { words: ValueWords }) {
  const t = useText(formulaTexts)
  const [initialExpandedState] = useState(() =>
    Object.fromEntries([...rows.keys()].map((key) => [key, key.split('.').length <= openLevels])),
  )
  const tree = useTree({ initialExpandedState })
  return (
    <Tree
      tree={tree}
      data={nodes}
      aria-label={t('explanation')}
      classNames={{ root: classes.tree, node: classes.node, label: classes.label }}
      renderNode={(payload) => <PartRow payload={payload} row={rows.get(payload.node.value)} words={words} />}
    />
  )
}

/** Deeper parts are folded at first: the upper ones tell most. */
const openLevels = 3

/** A line of the tree: a part of the formula, or a record that an aggregate went over. */
type Row = { is: 'part'; part: FormulaExplanation } | { is: 'item'; id: string | null; place: number; counted: boolean }

interface PartRowProps {
  payload: RenderTreeNodePayload
  row: Row | undefined
  words: ValueWords
}

function PartRow({ payload, row, words }: PartRowProps) {
  const { expanded, hasChildren, elementProps } = payload
  return (
    <div {...elementProps}>
      <IconChevronRight
        size={14}
        aria-hidden
        className={classes.chevron}
        data-expanded={expanded || undefined}
        data-leaf={!hasChildren || undefined}
      />
      {row?.is === 'part' ? <Part part={row.part} words={words} /> : null}
      {row?.is === 'item' ? <Item item={row} words={words} /> : null}
    </div>
  )
}

function Part({ part, words }: { part: FormulaExplanation; words: ValueWords }) {
  const t = useText(formulaTexts)
  const { text, type, value, items } = part
  return (
    <>
      <code className={classes.text}>{text}</code>
      {items ? (
        <span className={classes.items}>{t('counted', { counted: items.counted, total: items.total })}</span>
      ) : null}
      <span className={classes.value} data-value={String(value)}>
        {showValue(type, value, words)}
      </span>
    </>
  )
}

function Item({ item, words }: { item: Row & { is: 'item' }; words: ValueWords }) {
  const t = useText(formulaTexts)
  const { id, place, counted } = item
  return (
    <>
      <span className={classes.item} data-counted={counted}>
        {words.names?.get(id ?? '') ?? t('item', { place })}
      </span>
      {counted ? null : <span className={classes.items}>{t('notCounted')}</span>}
    </>
  )
}

interface ReadTree {
  nodes: TreeNodeData[]
  rows: ReadonlyMap<string, Row>
}

/** Nodes by their place in the tree: the same expression may stand in it twice. */
function readTree(root: FormulaExplanation): ReadTree {
  const rows = new Map<string, Row>()
  const node = (value: string, label: string, children: TreeNodeData[]): TreeNodeData => ({
    ...{ value, label },
    ...(children.length > 0 && { children }),
  })
  const visit = (part: FormulaExplanation, key: string): TreeNodeData => {
    rows.set(key, { is: 'part', part })
    const parts = part.children.map((child, index) => visit(child, `${key}.${index}`))
    const items = (part.items?.shown ?? []).map(({ id, counted, parts: inner }, index) => {
      const itemKey = `${key}.i${index}`
      rows.set(itemKey, { is: 'item', id, place: index + 1, counted })
      const members = inner.map((child, place) => visit(child, `${itemKey}.${place}`))
      return node(itemKey, String(index + 1), members)
    })
    return node(key, part.text, [...parts, ...items])
  }
  return { nodes: [visit(root, '0')], rows }
}
