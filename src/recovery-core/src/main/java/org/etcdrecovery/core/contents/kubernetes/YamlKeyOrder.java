package org.etcdrecovery.core.contents.kubernetes;

import java.util.Comparator;

/**
 * The order in which go.yaml.in/yaml/v2 writes keys: letters after everything else, digits by the number that they form,
 * other characters by code point.
 *
 * <p>It is no total order: {@code 5.} comes before {@code 12}, that before {@code 1e}, and that before {@code 5.} again. Go
 * sorts such keys differently from run to run.
 */
final class YamlKeyOrder implements Comparator<String> {
    @Override
    public int compare(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int at = 0;
        while (at < a.length && at < b.length && a[at] == b[at]) {
            at++;
        }
        if (at == a.length || at == b.length) {
            return Integer.compare(a.length, b.length);
        }
        boolean letter = Character.isLetter(a[at]);
        boolean otherLetter = Character.isLetter(b[at]);
        if (letter || otherLetter) {
            return letter && otherLetter ? Integer.compare(a[at], b[at]) : Boolean.compare(letter, otherLetter);
        }
        return compareDigits(a, b, at);
    }

    /** Compares from the first difference. Overflows as Go does. */
    private static int compareDigits(int[] a, int[] b, int at) {
        boolean insideNumber = (a[at] == '0' || b[at] == '0') && followsDigitOtherThanZero(a, at);
        long first = number(a, at, insideNumber);
        long second = number(b, at, insideNumber);
        if (first != second) {
            return Long.compare(first, second);
        }
        int end = endOfDigits(a, at);
        int otherEnd = endOfDigits(b, at);
        return end != otherEnd ? Integer.compare(end, otherEnd) : Integer.compare(a[at], b[at]);
    }

    private static boolean followsDigitOtherThanZero(int[] text, int at) {
        for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
            if (text[i] != '0') {
                return true;
            }
        }
        return false;
    }

    /** The number from here on; one that began before counts more than one that begins here. */
    private static long number(int[] text, int at, boolean insideNumber) {
        long number = insideNumber ? 1 : 0;
        int end = endOfDigits(text, at);
        for (int i = at; i < end; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    private static int endOfDigits(int[] text, int at) {
        int end = at;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }
}
