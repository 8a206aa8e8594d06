package org.etcdrecovery.core.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes URLs, and text that should be one, safe to show: without user, password and query. */
public final class UrlText {
    private static final String HIDDEN = "***";
    /** What a URL ends with if its query is hidden. */
    public static final String HIDDEN_QUERY = "?" + HIDDEN;
    private static final String S3 = "s3://";
    private static final Pattern WORD = Pattern.compile("(--?[\\w-]+=)?[^\\s'\"]*@");

    /** Accepts a single slash, which a {@link java.nio.file.Path} makes of two. */
    private static final Pattern LOGIN = Pattern.compile("([A-Za-z][\\w+.-]*:/+)[^\\s'\"]*@");

    private UrlText() {}

    /**
     * Removes what may be secret. Takes everything before the last {@code @} for user and password, because a password
     * that was not escaped may contain slashes, commas and question marks.
     */
    public static String of(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return withoutQuery(text);
        }
        int scheme = text.indexOf("://");
        String start = scheme >= 0 && scheme < at ? text.substring(0, scheme + 3) : "";
        return start + HIDDEN + '@' + withoutQuery(text.substring(at + 1));
    }

    /** As {@link #of(String)}, but an {@code s3://} address is shown whole: it has neither login nor query. */
    public static String ofAddress(String text) {
        return text.regionMatches(true, 0, S3, 0, S3.length()) ? text : of(text);
    }

    /** Removes what may be secret from each text. */
    public static List<String> of(List<String> texts) {
        return texts.stream().map(UrlText::of).toList();
    }

    /**
     * Removes what may be secret from a sentence that quotes what was typed: in each word with an {@code @}, everything
     * before it except the name of an option.
     */
    public static String inSentence(String sentence) {
        return WORD.matcher(sentence).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN) + "@");
    }

    /** Removes user and password only from URLs, because a file name may contain an {@code @} too. */
    public static String withoutLogins(String text) {
        return LOGIN.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN) + "@");
    }

    private static String withoutQuery(String text) {
        int mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark + 1) + HIDDEN;
    }
}
