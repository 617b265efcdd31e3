import { type FieldInputProps, PlainInput, useRuntimeServices } from '@mortise/ui'
import { type ComponentType, lazy, Suspense } from 'react'
import { plainProps } from './input-props.ts'

/**
 * A large input that few forms have: fetched when the browser has nothing else to do, or when it is first needed. Until
 * it is there, its place is taken by a plain one that shows what is chosen.
 */
export function lazyInput<Value>(
  load: () => Promise<ComponentType<FieldInputProps<Value>>>,
  useText: (props: FieldInputProps<Value>) => string,
): ComponentType<FieldInputProps<Value>> {
  const Input = lazy(async () => ({ default: await load() })) as unknown as ComponentType<FieldInputProps<Value>>
  globalThis.requestIdleCallback?.(() => void load().catch(() => {}))
  function Meanwhile(props: FieldInputProps<Value>) {
    const { language } = useRuntimeServices()
    return <PlainInput {...plainProps(props, language)} readOnly value={useText(props)} />
  }
  return function LazyInput(props: FieldInputProps<Value>) {
    return (
      <Suspense fallback={<Meanwhile {...props} />}>
        <Input {...props} />
      </Suspense>
    )
  }
}
