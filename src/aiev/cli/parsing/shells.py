"""The scripts by which shells complete aiev's words."""

SHELLS = ("bash", "zsh", "fish", "powershell")

_BASH = r"""_aiev() {
    local found value about special word="${COMP_WORDS[COMP_CWORD]}"
    # All up to the cursor that is closed, and then the quote that is open, if one is.
    local closed=$'^([^\'"\\]|\\\\.|\'[^\']*\'|"([^"\\]|\\\\.)*")*([\'"]?)'
    [[ ${COMP_LINE:0:COMP_POINT} =~ $closed ]]
    local quote="${BASH_REMATCH[3]}" apostrophe="'\\''" mark="\"'!'\""
    # Bash replaces `$2`: what follows the open quote, or else the word.
    local begun="$quote$2"
    [[ $word == "$begun"* ]] || begun="${word%%=*}=$begun"
    [[ $word == = ]] && begun="="
    COMPREPLY=()
    found=$(aiev complete-words "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$begun" 2>/dev/null) || return
    # Where more of the word stays than the name of an option, a whole word would not fit behind it.
    [[ $found && $word == "$begun"* ]] || { compopt +o default 2>/dev/null; return; }
    while IFS=$'\t' read -r value about; do
        # Bash parts words at the sign and replaces what stands after it.
        [[ $2 == --*=* ]] || value="${value#--*=}"
        case $quote in
            \') value=${value//\'/"$apostrophe"} ;;
            \")
                for special in \\ \" \$ \`; do value=${value//"$special"/"\\$special"}; done
                # Within these quotes a backslash would save it from the history, but stay there.
                value=${value//!/"$mark"} ;;
            *) printf -v value %q "$value" ;;
        esac
        COMPREPLY+=("$value")
    done <<< "$found"
}
# Bash before 4.4 sorts all by itself.
complete -o default -o nosort -F _aiev aiev 2>/dev/null || complete -o default -F _aiev aiev
"""
_ZSH = r"""#compdef aiev
_aiev() {
    local value about found begun=${(LQ)PREFIX}
    local -a values shown
    local -i strays=0
    found=$(aiev complete-words "${(@)words[2,CURRENT]}" 2>/dev/null) || { _files; return }
    while IFS=$'\t' read -r value about; do
        values+=("$value")
        shown+=("$value${about:+  -- $about}")
        [[ ${(L)value} == ${begun}* ]] || strays+=1
    done <<< "$found"
    [[ -n $found ]] || return
    compadd -U -l -V aiev -d shown -a values
    # What the values share would take the place of what was typed, were it less than that.
    (( strays && $#values > 1 )) && compstate[insert]=
    return 0
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _aiev aiev
"""
_FISH = r"""function __aiev_complete
    set -l words (commandline -opc) (commandline -ct)
    if set -l found (aiev complete-words $words[2..-1] 2>/dev/null)
        string join -- \n $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c aiev -f -a '(__aiev_complete)'
"""
_POWERSHELL = r"""Register-ArgumentCompleter -Native -CommandName aiev -ScriptBlock {
    param($begun, $line, $cursor)
    $words = @($line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { $_.Extent.Text } })
    # Before 7.3 an empty word is not passed on as it is.
    $isOld = $PSVersionTable.PSVersion -lt [version]'7.3'
    $last = if ($begun) { $begun.Trim("'", '"') } elseif ($isOld) { '""' } else { '' }
    aiev complete-words @words $last 2>$null | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        $text = $value
        if ($value -match '[^\w./:=-]') { $text = "'" + $value.Replace("'", "''") + "'" }
        $shown = if ($about) { $about } else { $value }
        $kind = 'ParameterValue'
        [System.Management.Automation.CompletionResult]::new($text, $value, $kind, $shown)
    }
}
"""


def script(shell: str) -> str:
    """Return what the shell is to run at its start."""
    return {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}[shell]
