package org.etcdrecovery.core.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs, and what should be one, as they may be shown: without user, password and query. */
public final class UrlText {
    private static final String HIDDEN = "***";
    private static final Pattern WORD = Pattern.compile("(--?[\\w-]+=)?[^\\s'\"]*@");

    /** Its slashes may have become one on the way through a {@link java.nio.file.Path}. */
    private static final Pattern LOGIN = Pattern.compile("([A-Za-z][\\w+.-]*:/+)[^\\s'\"]*@");

    private UrlText() {}

    /**
     * The text without what may be secret. What is before the last {@code @} is taken for user and password, whatever is
     * in it: a password that was not escaped may hold slashes, commas and question marks.
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

    /** The same of several. */
    public static List<String> of(List<String> texts) {
        return texts.stream().map(UrlText::of).toList();
    }

    /** A sentence that quotes what was typed: each word of it with an {@code @} goes as far as that, but for its option. */
    public static String inSentence(String sentence) {
        return WORD.matcher(sentence).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN) + "@");
    }

    /** A text in which names of files, which may hold an {@code @}, stay as they are: URLs lose user and password. */
    public static String withoutLogins(String text) {
        return LOGIN.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN) + "@");
    }

    private static String withoutQuery(String text) {
        int mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark + 1) + HIDDEN;
    }
}
