import { expect, test } from 'vitest';
import { Weather } from './weather.ts';

const [A, B] = ['https://a.example', 'https://b.example'];

test('a trouble that ends leaves another one of the same line standing', () => {
  const weather = new Weather();
  const endFirst = weather.begin(null, 'silent');
  const endSecond = weather.begin(null, 'refuses');
  endFirst();
  expect([weather.at(A), weather.at(B)]).toEqual(['refuses', 'refuses']);
  endSecond();
  expect(weather.at(A)).toBeNull();
});

test('what is wrong with the whole line hides what is wrong with a host', () => {
  const weather = new Weather();
  weather.begin(A, 'page');
  const end = weather.begin(null, 'silent');
  expect([weather.at(A), weather.at(B)]).toEqual(['silent', 'silent']);
  end();
  expect([weather.at(A), weather.at(B)]).toEqual(['page', null]);
});
