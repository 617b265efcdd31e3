import { formFieldKeys } from '@mortise/metadata'
import { Button, Group, Progress, useLocalize, useText } from '@mortise/ui'
import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFormEditing } from './editing-context.ts'
import classes from './form-items.module.css'
import { formTexts } from './form-texts.ts'
import type { ItemProps } from './item-props.ts'
import { useItemStates } from './rules/use-form-state.ts'
import { TabsItem } from './tabs-item.tsx'

/** Parts of a form that a new record goes through one after the other; a saved one shows them as tabs. */
export function StepsItem(props: ItemProps<'steps'>) {
  const { item, model } = props
  if (model.isNew) return <Wizard {...props} />
  return <TabsItem {...props} item={{ item: 'tabs', key: item.key, tabs: item.steps }} />
}

function Wizard({ item, model, columns, renderItems }: ItemProps<'steps'>) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const { focus } = useFormEditing()
  const items = useItemStates()
  const steps = item.steps.filter(({ key }) => items.get(key)?.visible !== false)
  const [chosen, setChosen] = useState(steps[0]?.key)
  const [seen, setSeen] = useState<readonly string[]>([])
  const index = Math.max(
    0,
    steps.findIndex(({ key }) => key === chosen),
  )
  const step = steps[index]
  useEffect(() => {
    const wanted = focus && item.steps.find((one) => formFieldKeys(one.items).includes(focus.field))
    if (wanted) setChosen(wanted.key)
  }, [focus, item])
  if (!step || items.get(item.key)?.visible === false) return null
  function go(to: number) {
    const next = steps[to]
    if (!step || !next) return
    // Going on is for what is complete; going back is always possible.
    if (to > index && !model.check(formFieldKeys(step.items))) return
    setSeen((before) => [...before, step.key])
    setChosen(next.key)
  }
  return (
    <div className={classes.whole}>
      <ol className={classes.steps} aria-label={t('stepOf', { n: index + 1, count: steps.length })}>
        {steps.map((one, position) => (
          <li
            key={one.key}
            aria-current={position === index ? 'step' : undefined}
            data-done={seen.includes(one.key) || undefined}
          >
            <button type="button" className={classes.step} onClick={() => go(position)} disabled={position > index + 1}>
              <span className={classes.stepMark} aria-hidden>
                {seen.includes(one.key) && position !== index ? <IconCheck size={14} /> : position + 1}
              </span>
              <span className={classes.stepLabel}>{localize(one.label)}</span>
            </button>
          </li>
        ))}
      </ol>
      <Progress
        className={classes.stepProgress}
        size={3}
        value={((index + 1) / steps.length) * 100}
        aria-label={t('stepOf', { n: index + 1, count: steps.length })}
      />
      {step.description ? <p className={classes.text}>{localize(step.description)}</p> : null}
      {/* Keyed, so that what was typed into one step does not linger in the inputs of the next. */}
      <div key={step.key} className={classes.stepBody}>
        {renderItems(step.items, columns)}
      </div>
      <Group justify="space-between" className={classes.stepFoot}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          disabled={index === 0}
          onClick={() => go(index - 1)}
        >
          {t('stepBack')}
        </Button>
        {index < steps.length - 1 ? (
          <Button variant="light" rightSection={<IconArrowRight size={16} aria-hidden />} onClick={() => go(index + 1)}>
            {t('stepNext', { name: localize(steps[index + 1]?.label ?? step.label) })}
          </Button>
        ) : null}
      </Group>
    </div>
  )
}
