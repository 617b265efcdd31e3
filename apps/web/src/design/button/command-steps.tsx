import type { CommandAction, CommandDocument, EntityModel } from '@mortise/metadata'
import { ActionIcon, Button, Menu, Select, useLocalize, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useDesign, useDesignModel, useIssues } from '../draft/design-context.ts'
import { ActionOptions } from './action-options.tsx'
import { freeMemberKey } from './button-edits.ts'
import { buttonTexts } from './button-texts.ts'
import classes from './buttons.module.css'

interface CommandStepsProps {
  command: CommandDocument
  entity: EntityModel
  onChange(actions: CommandAction[], merge?: string): void
}

const most = 5

/** What a command does, one step after the other. */
export function CommandSteps({ command, entity, onChange }: CommandStepsProps) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const { commandActions } = useDesign()
  const model = useDesignModel()
  const { actions } = command
  const fresh = (type: string, key: string): CommandAction => ({
    ...{ key, type },
    options: commandActions.get(type).defaultOptions({ entity, model }) as { [option: string]: unknown },
  })
  const add = (type: string) => {
    const made = fresh(type, freeMemberKey(actions, type))
    onChange(commandActions.get(type).begins ? [made, ...actions] : [...actions, made])
  }
  const swap = (at: number, to: number) => {
    const [moved] = actions.slice(at, at + 1)
    if (moved) onChange(actions.toSpliced(at, 1).toSpliced(to, 0, moved))
  }
  return (
    <section className={classes.group} aria-label={t('steps')}>
      <h3 className={classes.groupTitle}>{t('steps')}</h3>
      <p className={classes.quiet}>{t('stepsHint')}</p>
      {actions.map((action, at) => (
        <div key={action.key} className={classes.step}>
          <div className={classes.stepHead}>
            <span className={classes.number}>{at + 1}</span>
            <Select
              size="xs"
              allowDeselect={false}
              aria-label={t('steps')}
              data={commandActions.all().map(({ type, label }) => ({ value: type, label: localize(label) }))}
              value={action.type}
              onChange={(type) =>
                type && type !== action.type && onChange(actions.with(at, fresh(type, freeMemberKey(actions, type))))
              }
            />
            <ActionIcon size="sm" aria-label={t('stepUp')} disabled={at === 0} onClick={() => swap(at, at - 1)}>
              <IconArrowUp size={14} aria-hidden />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={t('stepDown')}
              disabled={at === actions.length - 1}
              onClick={() => swap(at, at + 1)}
            >
              <IconArrowDown size={14} aria-hidden />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={t('removeStep')}
              disabled={actions.length === 1}
              onClick={() => onChange(actions.toSpliced(at, 1))}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </div>
          {commandActions.has(action.type) ? (
            <>
              <p className={classes.quiet}>{localize(commandActions.get(action.type).description)}</p>
              <ActionOptions
                type={commandActions.get(action.type)}
                options={action.options ?? {}}
                table={entity}
                onChange={(change, merge) =>
                  onChange(
                    actions.with(at, { ...action, options: merged(action.options, change) }),
                    merge && `${action.key} ${merge}`,
                  )
                }
              />
            </>
          ) : null}
          <Findings document={`command/${command.key}`} place={`/actions/${at}`} />
        </div>
      ))}
      {actions.length < most ? (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button
              variant="default"
              size="xs"
              style={{ justifySelf: 'start' }}
              leftSection={<IconPlus size={14} aria-hidden />}
            >
              {t('addStep')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {commandActions.all().map(({ type, label }) => (
              <Menu.Item key={type} onClick={() => add(type)}>
                {localize(label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </section>
  )
}

function merged(before: object | undefined, change: object): { [option: string]: unknown } {
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined))
}

interface FindingsProps {
  document: `command/${string}` | `print/${string}`
  /** Pointer of the part; empty: what is about none of the lists. */
  place: string
}

/** What the check of the app says about a part of a document. */
export function Findings({ document, place }: FindingsProps) {
  const localize = useLocalize()
  const own = useIssues(document).filter(({ pointer }) =>
    place === '' ? !/^\/(actions|items)\/\d/.test(pointer) : pointer === place || pointer.startsWith(`${place}/`),
  )
  return own.map((issue) => (
    <p key={`${issue.code} ${issue.pointer}`} className={classes.issue} data-severity={issue.severity}>
      {localize(issue.message)} <span className={classes.quiet}>{localize(issue.fix)}</span>
    </p>
  ))
}
