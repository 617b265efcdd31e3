import type { InstanceTask, InstanceView, StoredFile } from '@mortise/api'
import {
  ActionIcon,
  confirm,
  PersonAvatar,
  Tooltip,
  toast,
  toastError,
  useLanguage,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconPaperclip, IconSettings, IconSignature, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { messageOf } from '../../api/api-error.ts'
import { useDirectory } from '../../api/directory.ts'
import { processes } from '../../api/processes.ts'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { splitAtMentions } from '../../runtime/record/timeline/mentions.ts'
import { CommentBox } from './comment-box.tsx'
import { instanceStory, lateBefore, type StoryItem } from './instance-story.ts'
import { instanceTexts } from './instance-texts.ts'
import { Moment } from './moment.tsx'
import classes from './story.module.css'
import { durationWords } from './time-words.ts'
import { incidentWords, useNames } from './use-names.ts'

/** What happened so far, who is asked now, and what people say about it. */
export function Story({ view, visit }: { view: InstanceView; visit: number | undefined }) {
  const t = useText(instanceTexts)
  const comments = useQuery({
    queryKey: queryKeys.instance(view.id, 'comments'),
    queryFn: ({ signal }) => processes.comments(view.id, signal),
    enabled: view.can.comment,
  })
  const items = instanceStory(view, comments.data ?? [])
  return (
    <section className={classes.story} aria-labelledby="instance-story">
      <h3 id="instance-story" className={classes.title}>
        {t('story')}
      </h3>
      <ol className={classes.items}>
        {items.map((item) => (
          <Item key={item.key} item={item} view={view} />
        ))}
        <Waiting view={view} />
      </ol>
      {view.can.comment ? <CommentBox view={view} visit={visit} /> : null}
    </section>
  )
}

function Item({ item, view }: { item: StoryItem; view: InstanceView }) {
  const t = useText(instanceTexts)
  const names = useNames(view.drawing)
  const localize = useLocalize()
  const nobody = item.verb.startsWith('link_answer') ? t('visitor') : t('system')
  const name = item.by === null ? nobody : names.person(item.by)
  const problem = item.problem ? incidentWords({ code: item.problem, during: '', at: item.at }) : ''
  const verb = t(`event_${item.verb}`, {
    ...{ node: names.node(item.toNode), people: names.people(item.people), problem },
    from: item.from === null ? '' : names.person(item.from),
    answer: item.answer ? localize(item.answer) : '',
  })
  return (
    <li className={classes.item} data-tone={toneOf(item)}>
      {item.by === null ? (
        <span className={classes.machine}>
          <IconSettings size={14} aria-hidden />
        </span>
      ) : (
        <PersonAvatar name={name} seed={item.by} size={24} />
      )}
      <div className={classes.content}>
        <div className={classes.head}>
          <span className={classes.name}>{name}</span> <span className={classes.verb}>{verb}</span>
          {item.atNode && item.verb !== 'start' ? (
            <span className={classes.meta}> · {names.node(item.atNode)}</span>
          ) : null}
          <span className={classes.time}>
            <Moment at={item.at} />
          </span>
        </div>
        {item.task ? <Decision task={item.task} item={item} view={view} /> : null}
        {item.text ? <p className={classes.text}>{item.text}</p> : null}
        {item.comment ? <Comment item={item} view={view} /> : null}
      </div>
    </li>
  )
}

function toneOf({ verb }: StoryItem): string | undefined {
  if (verb === 'approve' || verb === 'finish' || verb === 'ended_done' || verb === 'link_answer_approved') return 'good'
  if (verb === 'reject' || verb === 'ended_rejected' || verb === 'incident' || verb === 'link_answer_rejected')
    return 'bad'
  return verb === 'return' || verb.startsWith('deadline') ? 'warning' : undefined
}

/** In whose place somebody decided, with which reason and signature, and how long it took. */
function Decision({ task, item, view }: { task: InstanceTask; item: StoryItem; view: InstanceView }) {
  const t = useText(instanceTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const names = useNames(view.drawing)
  const took = task.assignedAt ? Date.parse(item.at) - Date.parse(task.assignedAt) : null
  const parts = [
    task.override && t('byOverride'),
    item.by !== null && item.by !== task.user && t('onBehalf', { name: names.person(task.user) }),
    task.reasonGiven && t('reasonIs', { reason: localize(task.reasonGiven) }),
    took !== null && took > 0 && t('took', { time: durationWords(took, language) }),
  ].filter((part) => typeof part === 'string')
  return (
    <>
      {parts.length > 0 ? <div className={classes.meta}>{parts.join(' · ')}</div> : null}
      {task.signature ? <Signature view={view} task={task} signature={task.signature} /> : null}
    </>
  )
}

interface SignatureProps {
  view: InstanceView
  task: InstanceTask
  signature: NonNullable<InstanceTask['signature']>
}

function Signature({ view, signature }: SignatureProps) {
  const t = useText(instanceTexts)
  const words = signature.intact
    ? signature.recordSame === false
      ? t('recordChanged')
      : t('signedIntact')
    : t('signedBroken')
  return (
    <figure className={classes.signature}>
      <img src={processes.signatureUrl(view.id, signature.file)} alt={t('signed')} />
      <figcaption className={classes.meta} data-bad={!signature.intact || undefined}>
        <IconSignature size={14} aria-hidden /> {words}
      </figcaption>
    </figure>
  )
}

function Comment({ item, view }: { item: StoryItem; view: InstanceView }) {
  const t = useText(instanceTexts)
  const { people } = useDirectory()
  const { comment } = item
  if (!comment) return null
  const names = people.filter(({ id }) => comment.mentions.includes(id)).map(({ name }) => name)
  async function remove() {
    const sure = await confirm({
      ...{ title: t('commentDelete'), text: t('commentDeleteText'), confirmLabel: t('commentDelete'), danger: true },
    })
    if (!sure || !comment) return
    try {
      await processes.uncomment(view.id, comment.id)
      toast(t('commentDeleted'))
      await queryClient.invalidateQueries({ queryKey: queryKeys.instance(view.id, 'comments') })
    } catch (error) {
      toastError(messageOf(error))
    }
  }
  return (
    <div className={classes.bubble}>
      <p className={classes.words}>
        {splitAtMentions(comment.text, names).map((part, index) =>
          part.mention ? (
            <span key={index} className={classes.mention}>
              {part.text}
            </span>
          ) : (
            part.text
          ),
        )}
      </p>
      <Files view={view} files={comment.files} />
      {comment.mayChange ? (
        <Tooltip label={t('commentDelete')}>
          <ActionIcon
            className={classes.remove}
            size="sm"
            aria-label={t('commentDelete')}
            onClick={() => void remove()}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </div>
  )
}

function Files({ view, files }: { view: InstanceView; files: readonly StoredFile[] }) {
  return files.map(({ id, name }) => (
    <a key={id} className={classes.file} href={processes.fileUrl(view.id, id)} target="_blank" rel="noreferrer">
      <IconPaperclip size={14} aria-hidden />
      {name}
    </a>
  ))
}

/** Who is asked now, why, since when, and whether they have looked. */
function Waiting({ view }: { view: InstanceView }) {
  const t = useText(instanceTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const names = useNames(view.drawing)
  if (view.status !== 'running') return null
  const open = new Map(view.visits.filter(({ state }) => state === 'open').map((visit) => [visit.id, visit]))
  const asked = view.tasks.filter(({ state, visit }) => open.has(visit) && (state === 'pending' || state === 'waiting'))
  return asked.map((task) => {
    const visit = open.get(task.visit)
    const waited = task.assignedAt ? Date.now() - Date.parse(task.assignedAt) : null
    const late = lateBefore(view, task)
    const parts = [
      late !== null && t('cameLate', { name: names.person(late) }),
      task.reason && localize(task.reason),
      task.agents.length > 0 && t('onBehalf', { name: names.people(task.agents) }),
    ].filter((part) => typeof part === 'string')
    return (
      <li key={`${task.visit}/${task.actor}`} className={classes.item} data-waiting>
        <PersonAvatar name={names.person(task.user)} seed={task.user} size={24} />
        <div className={classes.content}>
          <div className={classes.head}>
            <span className={classes.name}>
              {task.state === 'pending' ? t('waitingFor', { name: names.person(task.user) }) : names.person(task.user)}
            </span>
            <span className={classes.meta}> · {names.node(visit?.node ?? null)}</span>
            <span className={classes.time}>
              {task.state === 'waiting'
                ? t('notYet')
                : waited !== null && t('waited', { time: durationWords(waited, language) })}
              {task.state === 'pending' ? ` · ${t(task.seenAt ? 'seen' : 'unseen')}` : null}
            </span>
          </div>
          {parts.length > 0 ? <div className={classes.meta}>{parts.join(' · ')}</div> : null}
        </div>
      </li>
    )
  })
}
