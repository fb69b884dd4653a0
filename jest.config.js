export default {
  roots: ['<rootDir>/dist/test'],
  testEnvironment: 'node',
  transform: {},
  reporters: ['default', '<rootDir>/dist/test/support/count-reporter.js'],
};
