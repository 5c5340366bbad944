import { describe, expect, it } from 'vitest';
import { dateText, formatInst, parseInst } from '../../src/data/inst.js';
import { parseUuid } from '../../src/data/uuid.js';

describe('#inst', () => {
  it.each([
    ['2020', '2020-01-01T00:00:00.000-00:00'],
    ['2020Z', '2020-01-01T00:00:00.000-00:00'],
    ['0001', '0001-01-01T00:00:00.000-00:00'],
    ['2020-02-29', '2020-02-29T00:00:00.000-00:00'],
    ['2020-01-01T23:59:60', '2020-01-02T00:00:00.000-00:00'],
    ['2020-01-01T23:58:59.1234567', '2020-01-01T23:58:59.123-00:00'],
    ['2020-01-01T23:58:59.5', '2020-01-01T23:58:59.500-00:00'],
    ['2020-01-01T01+01:30', '2019-12-31T23:30:00.000-00:00'],
    ['2020-01-01T01:00:00-01:30', '2020-01-01T02:30:00.000-00:00'],
  ])('%s', (text, printed) => expect(formatInst(parseInst(text))).toBe(printed));
  it.each([
    ['2020-13', 'failed: (<= 1 months 12)'],
    ['2020-02-30', 'failed: (<= 1 days (days-in-month months (leap-year? years)))'],
    ['1900-02-29', 'failed: (<= 1 days (days-in-month months (leap-year? years)))'],
    ['2020-01-01T24', 'failed: (<= 0 hours 23)'],
    ['2020-01-01T23:60', 'failed: (<= 0 minutes 59)'],
    ['2020-01-01T23:58:60', 'failed: (<= 0 seconds (if (= minutes 59) 60 59))'],
    ['2020+24:00', 'failed: (<= 0 offset-hours 23)'],
    ['2020-1', 'Unrecognized date/time syntax: 2020-1'],
  ])('refuses %s', (text, message) => expect(() => parseInst(text)).toThrow(message));
  it('has the text of a Java date under str', () => {
    expect(dateText(new Date(-1))).toBe('Wed Dec 31 23:59:59 UTC 1969');
  });
});

describe('UUIDs', () => {
  const text = '35574345-b783-4c91-afff-bd9620e1c319';
  it('hash as in Java', () => {
    expect(parseUuid(text).hasheq()).toBe(231371099);
  });
  it('are equal by their bits', () => {
    expect(parseUuid(text.toUpperCase()).equiv(parseUuid(text))).toBe(true);
    expect(parseUuid(text).equiv(text)).toBe(false);
    expect(parseUuid('1-1-1-1-1').text).toBe('00000001-0001-0001-0001-000000000001');
  });
  it('compare as signed numbers', () => {
    const high = parseUuid('80000000-0000-0000-0000-000000000000');
    expect(high.compareTo(parseUuid('0-0-0-0-0'))).toBe(-1);
    expect(high.compareTo(high)).toBe(0);
  });
  it('are refused where the text is something else', () => {
    expect(() => parseUuid('x')).toThrow('Invalid UUID string: x');
    expect(() => parseUuid('f0000000-0000-0000-0000-00000000000g')).toThrow('Error at index 11 in: "00000000000g"');
  });
});
