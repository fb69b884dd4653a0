export default {
  roots: ['<rootDir>/dist/test'],
  testEnvironment: 'node',
  transform: {},
};
