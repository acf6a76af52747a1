import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: a calm official blue. */
const union: MantineColorsTuple = [
  '#eef4fc',
  '#dbe6f4',
  '#b3cbe8',
  '#88aedd',
  '#6596d3',
  '#4f87cd',
  '#437fcb',
  '#326cb3',
  '#1f5596',
  '#17457f',
]

/** Targets are at least 44 px high; the base size follows the person's choice of text size. */
const control = { defaultProps: { size: 'md' }, styles: { input: { minHeight: '2.75rem' } } }

export const theme = createTheme({
  colors: { union },
  primaryColor: 'union',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, monospace',
  defaultRadius: 'md',
  headings: {
    fontFamily: '"Inter Variable", system-ui, sans-serif',
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.3' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'md' }, styles: { root: { minHeight: 44 } } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    TextInput: control,
    PasswordInput: control,
    NumberInput: control,
    Select: { ...control, defaultProps: { size: 'md', allowDeselect: false } },
    MultiSelect: control,
    DateTimePicker: control,
    Textarea: { defaultProps: { size: 'md' } },
    SegmentedControl: {
      defaultProps: { size: 'md' },
      styles: { label: { minHeight: 36, display: 'grid', placeItems: 'center' } },
    },
    Modal: { defaultProps: { centered: true, radius: 'md', overlayProps: { backgroundOpacity: 0.45 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Tabs: { styles: { tab: { minHeight: 44 } } },
    NavLink: { styles: { root: { minHeight: 44, borderRadius: 8 } } },
    Checkbox: { defaultProps: { size: 'md' } },
  },
})
