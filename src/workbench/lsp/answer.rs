//! What each request is answered with.

use gen_lsp_types::{Position, Range};
use lsp_server::{ErrorCode, ResponseError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::view::View;
use super::{action, completion, definition, hover, rename, symbol, token};
use crate::workbench::check::Finding;

/// Answers a request about a file. `findings` are those of its text.
pub(super) fn answer(
    view: &View<'_>,
    method: &str,
    parameters: &Value,
    findings: &[Finding],
) -> Result<Value, ResponseError> {
    let offset = || -> Result<usize, ResponseError> {
        let position: Position = read(&parameters["position"])?;
        offset_of(view, position)
    };
    match method {
        "textDocument/hover" => write(hover::hover(view, offset()?)),
        "textDocument/completion" => write(completion::completion(view, offset()?)),
        "textDocument/definition" => write(definition::definition(view, offset()?)),
        "textDocument/documentSymbol" => write(symbol::symbols(view)),
        "textDocument/foldingRange" => write(symbol::foldings(view)),
        "textDocument/semanticTokens/full" => write(token::tokens(view)),
        "textDocument/codeAction" => {
            let range: Range = read(&parameters["range"])?;
            let range = offset_of(view, range.start)?..offset_of(view, range.end)?;
            write(action::actions(view, range.start.min(range.end)..range.end, findings))
        }
        "textDocument/prepareRename" => match rename::place(view, offset()?) {
            Ok(range) => write(range),
            Err(_) => Ok(Value::Null),
        },
        "textDocument/rename" => {
            let name: String = read(&parameters["newName"])?;
            let edit = rename::rename(view, offset()?, &name);
            write(edit.map_err(|text| error(ErrorCode::RequestFailed, text))?)
        }
        _ => Err(error(ErrorCode::MethodNotFound, format!("there is no `{method}` here"))),
    }
}

/// Reads a part of the parameters.
pub(super) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, ResponseError> {
    T::deserialize(value).map_err(|fault| error(ErrorCode::InvalidParams, fault.to_string()))
}

/// An error as a client gets it.
pub(super) fn error(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

fn write(answer: impl Serialize) -> Result<Value, ResponseError> {
    serde_json::to_value(answer).map_err(|fault| error(ErrorCode::InternalError, fault.to_string()))
}

fn offset_of(view: &View<'_>, position: Position) -> Result<usize, ResponseError> {
    let file = view
        .project
        .find_file(view.path)
        .and_then(|(tag, number)| view.project.locales.get(tag)?.get(number));
    let file = file.ok_or_else(|| {
        let data = json!(view.path.display().to_string());
        ResponseError {
            data: Some(data),
            ..error(ErrorCode::InvalidParams, "this file is not open".to_owned())
        }
    })?;
    Ok(super::position::Lines::of(&file.text, view.encoding).offset(position))
}
