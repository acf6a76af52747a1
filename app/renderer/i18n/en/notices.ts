export const notices = {
  notices: {
    title: 'Notices',
    unseen: 'Notices: {{count}} new',
    empty: 'Nothing in the last 30 days.',
    kind: {
      tomorrow: 'A meeting begins within a day',
      soon: 'A meeting begins within the hour',
      paper: '{{count}} new papers',
      paper_one: 'A new paper',
      replaced: '{{count}} papers in a new version',
      replaced_one: 'A paper in a new version',
      letter: 'A note from {{name}}',
      instruction: 'An instruction of {{name}}',
      consult: 'A consultation',
      reminded: 'The office reminds you of a consultation',
      task: 'A task for you',
    },
  },
} as const
